-- The new-business pipeline that marketing sourced: deals by when they were created, beside all new business,
-- what sales sourced, what was planned and the period before.
with new_business as (

    select * from {{ ref('new_business') }}

),

deals as (

    {{ by_sourcing_dimension('new_business') }}

),

periods as (

    select * from {{ ref('int_periods') }}
    where is_complete or is_current

),

created as (

    {{ sourced_by_period('deals', 'periods', 'created_at', var('fiscal_year_starts_in')) }}

),

-- what has become of them since, in whichever period
converted as (

    select
        period,
        period_start,
        dimension,
        dimension_value,
        count(*) as deal_count,
        sum(amount) as won_value
    from {{ by_period('deals', 'created_at', var('fiscal_year_starts_in')) }} as deals
    where sourced_by = 'marketing' and outcome = 'won'
    group by period, period_start, dimension, dimension_value

),

targets as (

    select
        period,
        period_start,
        value
    from {{ ref('int_targets') }}
    where metric = 'pipeline' and owner is null

)

select
    created.period,
    created.period_start,
    created.dimension,
    created.dimension_value,
    {{ sourcing_figures('created', 'previous') }},
    coalesce(converted.deal_count, 0) as converted_deal_count,
    cast(coalesce(converted.won_value, 0) as decimal(18, 2)) as converted_value,
    {{ ratio('coalesce(converted.deal_count, 0)', 'created.marketing_deal_count') }} as conversion_rate,
    {{ ratio('coalesce(converted.won_value, 0)', 'created.marketing_value') }} as value_conversion_rate,
    targets.value as pipeline_target,
    {{ ratio('created.marketing_value', 'targets.value') }} as share_of_target
from created
left join created as previous
    on
        created.period = previous.period
        and created.previous_period_start = previous.period_start
        and created.dimension = previous.dimension
        and created.dimension_value = previous.dimension_value
left join converted
    on
        created.period = converted.period
        and created.period_start = converted.period_start
        and created.dimension = converted.dimension
        and created.dimension_value = converted.dimension_value
left join targets on created.period = targets.period and created.period_start = targets.period_start
