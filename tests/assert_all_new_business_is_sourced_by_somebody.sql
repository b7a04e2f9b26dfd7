-- Each kind of period of sourced_pipeline shows all new business created in its periods, and sourced_revenue all
-- that was won in them, once; what marketing sourced is the same deals in both.
with bounds as (

    select
        period,
        min(period_start) as first_day,
        max(period_end) as end_day
    from {{ ref('int_periods') }}
    where is_complete or is_current
    group by period

),

due as (

    select
        bounds.period,
        coalesce(sum(deals.amount) filter (where deals.created_at < bounds.end_day and deals.created_at >= bounds.first_day), 0) as created_value,
        coalesce(sum(deals.amount) filter (
            where deals.created_at < bounds.end_day and deals.created_at >= bounds.first_day and deals.outcome = 'won' and deals.sourced_by = 'marketing'
        ), 0) as converted_value,
        coalesce(sum(deals.amount) filter (
            where deals.closed_at < bounds.end_day and deals.closed_at >= bounds.first_day and deals.outcome = 'won'
        ), 0) as won_value
    from bounds
    cross join {{ ref('new_business') }} as deals
    group by bounds.period

),

pipeline as (

    select
        period,
        sum(all_teams_value) as created_value,
        sum(converted_value) as converted_value
    from {{ ref('sourced_pipeline') }}
    where dimension = 'all'
    group by period

),

revenue as (

    select
        period,
        sum(all_teams_value) as won_value
    from {{ ref('sourced_revenue') }}
    where dimension = 'all'
    group by period

)

select
    due.period,
    due.created_value,
    pipeline.created_value as shown_created_value,
    due.converted_value,
    pipeline.converted_value as shown_converted_value,
    due.won_value,
    revenue.won_value as shown_won_value
from due
left join pipeline on due.period = pipeline.period
left join revenue on due.period = revenue.period
where
    due.created_value <> coalesce(pipeline.created_value, 0)
    or due.converted_value <> coalesce(pipeline.converted_value, 0)
    or due.won_value <> coalesce(revenue.won_value, 0)
