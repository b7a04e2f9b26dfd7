{{ config(materialized='view') }}

-- Spend by month, channel and campaign, once for every goal and rule, so that it can stand beside
-- the credits of each.
with spend as (

    select
        cast(date_trunc('month', spend_date) as date) as month,
        channel,
        {{ campaign_key_of() }} as campaign_key,
        min(campaign_id) as campaign_id,
        min(campaign_name) as campaign_name,
        sum(cost) as cost
    from {{ ref('int_spend') }}
    group by date_trunc('month', spend_date), channel, {{ campaign_key_of() }}

)

select
    goals_and_rules.goal,
    goals_and_rules.rule,
    spend.month,
    spend.channel,
    spend.campaign_key,
    spend.campaign_id,
    spend.campaign_name,
    spend.cost
from spend
cross join {{ ref('int_goals_and_rules') }} as goals_and_rules
