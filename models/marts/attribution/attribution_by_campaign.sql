with credited as (

    {{ credits_by(var('rules'), ['month', 'channel', 'campaign'], named=['campaign_name']) }}

),

spend as (

    select
        cast(date_trunc('month', spend_date) as date) as month,
        channel,
        coalesce(campaign_id, campaign_name) as campaign_id,
        min(campaign_name) as campaign_name,
        sum(cost) as cost
    from {{ ref('int_spend') }}
    group by date_trunc('month', spend_date), channel, coalesce(campaign_id, campaign_name)

),

spend_per_rule as (

    select
        goals_and_rules.goal,
        goals_and_rules.rule,
        spend.month,
        spend.channel,
        spend.campaign_id,
        spend.campaign_name,
        spend.cost
    from spend
    cross join {{ ref('int_goals_and_rules') }} as goals_and_rules

)

-- credit without spend and spend without credit both keep their row
select
    coalesce(credited.goal, spend_per_rule.goal) as goal,
    coalesce(credited.rule, spend_per_rule.rule) as rule,
    coalesce(credited.month, spend_per_rule.month) as month,
    coalesce(credited.channel, spend_per_rule.channel) as channel,
    coalesce(credited.campaign, spend_per_rule.campaign_id) as campaign_id,
    coalesce(spend_per_rule.campaign_name, credited.campaign_name) as campaign_name,
    {{ credit_and_return('credited', 'spend_per_rule') }}
from credited
full outer join spend_per_rule
    on
        credited.goal = spend_per_rule.goal
        and credited.rule = spend_per_rule.rule
        and credited.month = spend_per_rule.month
        and credited.channel = spend_per_rule.channel
        and coalesce(credited.campaign, '') = coalesce(spend_per_rule.campaign_id, '')
