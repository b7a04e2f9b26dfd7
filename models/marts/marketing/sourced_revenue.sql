-- The new-business revenue that marketing sourced: won deals by when they were closed, beside all new business,
-- what sales sourced, what was planned and the period before.
with new_business as (

    select * from {{ ref('new_business') }}
    where outcome = 'won'

),

deals as (

    {{ by_sourcing_dimension('new_business') }}

),

periods as (

    select * from {{ ref('int_periods') }}
    where is_complete or is_current

),

won as (

    {{ sourced_by_period('deals', 'periods', 'closed_at', var('fiscal_year_starts_in')) }}

),

sales_cycle as (

    select percentile_cont(0.5) within group (order by days_to_close) as median_sales_cycle_days
    from new_business

),

lengths as (

    {%- for period, months in period_months().items() %}
    select '{{ period }}' as period, {{ months }} as months
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

-- revenue that is planned for a period has to be sourced one sales cycle earlier, in whole periods
targets as (

    select
        targets.period as planned_period,
        targets.period_start as planned_from,
        targets.value,
        {{ months_after('targets.period_start', '-lengths.months * round(sales_cycle.median_sales_cycle_days / (lengths.months * 30.4375))') }} as due_from
    from {{ ref('int_targets') }} as targets
    inner join lengths on targets.period = lengths.period
    cross join sales_cycle
    where targets.metric = 'revenue' and targets.owner is null

)

select
    won.period,
    won.period_start,
    won.dimension,
    won.dimension_value,
    {{ sourcing_figures('won', 'previous') }},
    pipeline.conversion_rate,
    pipeline.value_conversion_rate,
    sales_cycle.median_sales_cycle_days,
    targets.value as planned_revenue,
    {{ ratio('won.marketing_value', 'targets.value') }} as share_of_target,
    earlier_targets.value as earlier_revenue_target,
    {{ ratio('won.marketing_value', 'earlier_targets.value') }} as share_of_earlier_target
from won
cross join sales_cycle
left join won as previous
    on
        won.period = previous.period
        and won.previous_period_start = previous.period_start
        and won.dimension = previous.dimension
        and won.dimension_value = previous.dimension_value
left join {{ ref('sourced_pipeline') }} as pipeline
    on
        won.period = pipeline.period
        and won.period_start = pipeline.period_start
        and won.dimension = pipeline.dimension
        and won.dimension_value = pipeline.dimension_value
left join targets on won.period = targets.planned_period and won.period_start = targets.planned_from
left join targets as earlier_targets on won.period = earlier_targets.planned_period and won.period_start = earlier_targets.due_from
