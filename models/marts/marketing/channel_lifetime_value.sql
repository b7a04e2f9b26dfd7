-- What customers have been worth so far against what it cost to win them, by channel and rule.
with credited as (

    select
        credits.rule,
        credits.channel,
        sum(cast(case when coalesce(deals.deal_type, 'new_business') = 'new_business' then credits.credit else 0 end as decimal(18, 12))) as credited_new_customers,
        sum(credits.credited_value) as lifetime_value
    from {{ ref('attribution_credits') }} as credits
    inner join {{ ref('int_deals') }} as deals on credits.deal_id = deals.deal_id
    where credits.goal = 'won'
    group by credits.rule, credits.channel

),

spend as (

    select
        rule,
        channel,
        sum(cost) as cost
    from {{ ref('int_spend_per_rule') }}
    where goal = 'won'
    group by rule, channel

),

summed as (

    select
        coalesce(credited.rule, spend.rule) as rule,
        coalesce(credited.channel, spend.channel) as channel,
        round(cast(coalesce(credited.credited_new_customers, 0) as double), 9) as credited_new_customers,
        cast(coalesce(credited.lifetime_value, 0) as decimal(18, 2)) as lifetime_value,
        cast(spend.cost as decimal(18, 2)) as cost
    from credited
    full outer join spend on credited.rule = spend.rule and credited.channel = spend.channel

)

select
    *,
    {{ ratio('lifetime_value', 'credited_new_customers') }} as lifetime_value_per_customer,
    {{ ratio('cost', 'credited_new_customers') }} as acquisition_cost,
    case when credited_new_customers > 0 then {{ ratio('lifetime_value', 'cost') }} end as lifetime_value_to_cost
from summed
