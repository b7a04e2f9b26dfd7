{%- set dimensions = ['segment', 'profile', 'competitor', 'owner', 'deal_type', 'first_channel'] -%}

-- Three win rates that are often taken for one: of what closed in a period, of what was created in it, and of
-- all that was in the pipeline in it.
with deals as (

    {% for dimension in ['all'] + dimensions %}
    select
        '{{ dimension }}' as dimension,
        {{ "'all'" if dimension == 'all' else dimension }} as dimension_value,
        outcome,
        created_at,
        closed_at,
        amount
    from {{ ref('int_deal_profiles') }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

slow_deals as (

    select percentile_cont(0.9) within group (order by days_to_close) as days_to_close_p90
    from {{ ref('int_deal_profiles') }}
    where closed_at is not null

),

periods as (

    select
        periods.*,
        {{ days_between('periods.period_end', 'as_of.as_of') }} > slow_deals.days_to_close_p90 as is_old
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
    inner join deals
        on
            deals.created_at < periods.period_end
            and (deals.closed_at is null or deals.closed_at >= periods.period_start)
    group by periods.period, periods.period_start, deals.dimension, deals.dimension_value

),

-- a period without a deal has a row of zeros
filled as (

    select
        periods.period,
        periods.period_start,
        groups.dimension,
        groups.dimension_value,
        {%- for count in ['pipeline_deal', 'won_deal', 'lost_deal', 'created_deal', 'cohort_won_deal', 'cohort_open_deal'] %}
        coalesce(pipelines.{{ count }}_count, 0) as {{ count }}_count,
        {%- endfor %}
        cast(coalesce(pipelines.won_value, 0) as decimal(18, 2)) as won_value,
        cast(coalesce(pipelines.lost_value, 0) as decimal(18, 2)) as lost_value,
        periods.is_complete and (periods.is_old or coalesce(pipelines.cohort_open_deal_count, 0) = 0) as is_mature_cohort
    from periods
    cross join (select distinct dimension, dimension_value from deals) as groups
    left join pipelines
        on
            periods.period = pipelines.period
            and periods.period_start = pipelines.period_start
            and groups.dimension = pipelines.dimension
            and groups.dimension_value = pipelines.dimension_value

)

select
    *,
    {{ ratio('won_deal_count', 'won_deal_count + lost_deal_count') }} as win_rate,
    {{ ratio('won_value', 'won_value + lost_value') }} as value_win_rate,
    case when is_mature_cohort then {{ ratio('cohort_won_deal_count', 'created_deal_count') }} end as cohort_win_rate,
    {{ ratio('won_deal_count', 'pipeline_deal_count') }} as literal_win_rate
from filled
