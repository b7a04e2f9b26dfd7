-- How many times the pipeline covers the quota of a quarter: on the quarter's first day, and as it is now for
-- the quarter that runs and those to come.
with quotas as (

    select
        period_start,
        sum(cast(value as decimal(18, 2))) as quota
    from {{ ref('int_targets') }}
    where metric = 'quota' and period = 'quarter'
    group by period_start

),

quarters as (

    select
        periods.period_start,
        snapshots.is_now,
        snapshots.snapshot_at,
        cast(quotas.quota as decimal(18, 2)) as quota,
        cast(case when snapshots.is_now then coalesce(rates.won_value, 0) else 0 end as decimal(18, 2)) as won_so_far
    from {{ ref('int_periods') }} as periods
    inner join {{ ref('int_snapshots') }} as snapshots
        on
            (not snapshots.is_now and snapshots.snapshot_at = cast(periods.period_start as timestamp))
            or (snapshots.is_now and not periods.is_complete)
    left join quotas on periods.period_start = quotas.period_start
    left join {{ ref('win_rates') }} as rates
        on periods.period = rates.period and periods.period_start = rates.period_start and rates.dimension = 'all'
    where periods.period = 'quarter'

),

pipelines as (

    select
        snapshot_at,
        is_now,
        expected_quarter,
        count(*) as open_deal_count,
        sum(amount) as open_value,
        sum(weighted_amount) as weighted_open_value
    from {{ ref('int_pipeline_snapshots') }}
    group by snapshot_at, is_now, expected_quarter

),

measured as (

    select
        quarters.period_start,
        quarters.is_now,
        quarters.quota,
        quarters.won_so_far,
        case when quarters.quota is not null then greatest(quarters.quota - quarters.won_so_far, 0) end as remaining_quota,
        coalesce(pipelines.open_deal_count, 0) as open_deal_count,
        cast(coalesce(pipelines.open_value, 0) as decimal(18, 2)) as open_value,
        cast(case when pipelines.open_value is null then 0 else pipelines.weighted_open_value end as decimal(18, 2)) as weighted_open_value,
        cast(coalesce(history.won_value, 0) as decimal(18, 2)) as earlier_won_value,
        cast(coalesce(history.closed_value, 0) as decimal(18, 2)) as earlier_closed_value
    from quarters
    left join pipelines
        on
            quarters.snapshot_at = pipelines.snapshot_at
            and quarters.is_now = pipelines.is_now
            and quarters.period_start = pipelines.expected_quarter
    left join {{ ref('int_stage_win_rates') }} as history
        on quarters.snapshot_at = history.snapshot_at and quarters.is_now = history.is_now and history.stage is null

),

covered as (

    select
        *,
        {{ ratio('open_value', 'quota') }} as coverage,
        {{ ratio('open_value', 'remaining_quota') }} as remaining_coverage,
        {{ ratio('weighted_open_value', 'quota') }} as weighted_coverage,
        {{ ratio('earlier_closed_value', 'earlier_won_value') }} as required_coverage
    from measured

)

select
    *,
    case when not is_now then lag(coverage) over by_quarter end as previous_coverage,
    case when not is_now then round(coverage - lag(coverage) over by_quarter, 6) end as coverage_change
from covered
window by_quarter as (partition by is_now order by period_start)
