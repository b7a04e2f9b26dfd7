-- Every rule and kind of period of channel_returns shows all the money that was spent and all the revenue that
-- was won, and by when the touches happened all of it that anybody was seen before.
with spend as (

    select coalesce(sum(cost), 0) as cost from {{ ref('int_spend') }}

),

won as (

    select
        rule,
        coalesce(sum(credited_value), 0) as credited_value,
        coalesce(sum(credited_value) filter (where touch_id is not null), 0) as realised_value
    from {{ ref('attribution_credits') }}
    where goal = 'won'
    group by rule

),

shown as (

    select
        rule,
        period,
        coalesce(sum(cost), 0) as cost,
        sum(credited_value) as credited_value,
        sum(realised_value) as realised_value
    from {{ ref('channel_returns') }}
    group by rule, period

)

select
    shown.rule,
    shown.period,
    shown.cost as shown_cost,
    spend.cost as spent,
    shown.credited_value as shown_value,
    won.credited_value,
    shown.realised_value as shown_realised_value,
    won.realised_value
from won
cross join spend
left join shown on won.rule = shown.rule
where
    shown.cost is distinct from spend.cost
    or shown.credited_value is distinct from won.credited_value
    or shown.realised_value is distinct from won.realised_value
