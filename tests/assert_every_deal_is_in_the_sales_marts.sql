-- The marts of sales speak of the same deals as the CRM: what was won and lost by period, sourcing team, reason
-- and account, and what is open, each sum to the deals themselves.
with bounds as (

    select
        min(period_start) as first_day,
        max(period_end) as end_day
    from {{ ref('int_periods') }}
    where period = 'quarter' and (is_complete or is_current)

),

due as (

    select
        cast(coalesce(sum(deals.amount) filter (where deals.outcome = 'won'), 0) as decimal(18, 2)) as won_value,
        cast(coalesce(sum(deals.amount) filter (where deals.outcome = 'lost'), 0) as decimal(18, 2)) as lost_value
    from {{ ref('int_deals') }} as deals
    cross join bounds
    where deals.closed_at >= bounds.first_day and deals.closed_at < bounds.end_day

),

every_deal as (

    select
        coalesce(sum(amount) filter (where outcome = 'won'), 0) as won_value,
        coalesce(sum(amount) filter (where outcome = 'open'), 0) as open_value
    from {{ ref('int_deals') }}

),

sums as (

    select
        'win_rates, won, by ' || dimension as figure,
        sum(win_rates.won_value) as found,
        min(due.won_value) as due
    from {{ ref('win_rates') }} as win_rates
    cross join due
    where win_rates.period = 'quarter'
    group by win_rates.dimension
    union all
    select 'win_rates, lost, by ' || dimension, sum(win_rates.lost_value), min(due.lost_value)
    from {{ ref('win_rates') }} as win_rates
    cross join due
    where win_rates.period = 'quarter'
    group by win_rates.dimension
    union all
    select 'loss_reasons', coalesce(sum(reasons.lost_value), 0), min(due.lost_value)
    from due
    left join {{ ref('loss_reasons') }} as reasons on reasons.period = 'quarter'
    union all
    select 'contract_values, all', coalesce(sum(contracts.won_value), 0), min(due.won_value)
    from due
    left join {{ ref('contract_values') }} as contracts on contracts.period = 'quarter' and contracts.sourced_by = 'all'
    union all
    select 'contract_values, by team', coalesce(sum(contracts.won_value), 0), min(due.won_value)
    from due
    left join {{ ref('contract_values') }} as contracts on contracts.period = 'quarter' and contracts.sourced_by <> 'all'
    union all
    select
        'lifetime_value',
        coalesce(sum(customers.lifetime_value), 0),
        min(every_deal.won_value)
    from every_deal
    left join {{ ref('lifetime_value') }} as customers on true
    union all
    select
        'forecast',
        coalesce(sum(forecast.open_value), 0),
        min(every_deal.open_value)
    from every_deal
    left join {{ ref('forecast') }} as forecast on true

)

select *
from sums
where found is distinct from due
