-- Three win rates that are often taken for one: of what closed in a period, of what was created in it, and of
-- all that was in the pipeline in it.
with slow_deals as (

    select percentile_cont(0.9) within group (order by days_to_close) as days_to_close_p90
    from {{ ref('int_deal_profiles') }}
    where closed_at is not null

),

periods as (

    select
        periods.*,
        {{ days_between('cast(periods.period_end as timestamp)', 'as_of.as_of') }} > slow_deals.days_to_close_p90 as is_old
    from {{ ref('int_periods') }} as periods
    cross join {{ ref('int_as_of') }} as as_of
    cross join slow_deals
    where periods.is_complete or periods.is_current

),

-- a deal is in the pipeline of every period from its creation to its close
pipelines as (

    select
        periods.period,
        periods.period_start,
        deals.dimension,
        deals.dimension_value,
        count(*) as pipeline_deal_count,
        {%- for outcome in ['won', 'lost'] %}
        count(*) filter (where deals.outcome = '{{ outcome }}' and deals.closed_at < periods.period_end) as {{ outcome }}_deal_count,
        sum(deals.amount) filter (where deals.outcome = '{{ outcome }}' and deals.closed_at < periods.period_end) as {{ outcome }}_value,
        {%- endfor %}
        count(*) filter (where deals.created_at >= periods.period_start) as created_deal_count,
        count(*) filter (where deals.created_at >= periods.period_start and deals.outcome = 'won') as cohort_won_deal_count,
        count(*) filter (where deals.created_at >= periods.period_start and deals.outcome = 'open') as cohort_open_deal_count
    from periods
    inner join {{ ref('int_deal_dimensions') }} as deals
        on
            periods.period_end > deals.created_at
            and (deals.closed_at is null or periods.period_start <= deals.closed_at)
    group by periods.period, periods.period_start, deals.dimension, deals.dimension_value

),

dimensions as (

    select distinct
        dimension,
        dimension_value
    from {{ ref('int_deal_dimensions') }}

),

-- a period without a deal has a row of zeros
filled as (

    select
        periods.period,
        periods.period_start,
        dimensions.dimension,
        dimensions.dimension_value,
        {%- for count in ['pipeline_deal', 'won_deal', 'lost_deal', 'created_deal', 'cohort_won_deal', 'cohort_open_deal'] %}
        coalesce(pipelines.{{ count }}_count, 0) as {{ count }}_count,
        {%- endfor %}
        cast(coalesce(pipelines.won_value, 0) as decimal(18, 2)) as won_value,
        cast(coalesce(pipelines.lost_value, 0) as decimal(18, 2)) as lost_value,
        periods.is_complete and (periods.is_old or coalesce(pipelines.cohort_open_deal_count, 0) = 0) as is_mature_cohort
    from periods
    cross join dimensions
    left join pipelines
        on
            periods.period = pipelines.period
            and periods.period_start = pipelines.period_start
            and dimensions.dimension = pipelines.dimension
            and dimensions.dimension_value = pipelines.dimension_value

)

select
    *,
    {{ ratio('won_deal_count', 'won_deal_count + lost_deal_count') }} as win_rate,
    {{ ratio('won_value', 'won_value + lost_value') }} as value_win_rate,
    case when is_mature_cohort then {{ ratio('cohort_won_deal_count', 'created_deal_count') }} end as cohort_win_rate,
    {{ ratio('won_deal_count', 'pipeline_deal_count') }} as literal_win_rate
from filled
