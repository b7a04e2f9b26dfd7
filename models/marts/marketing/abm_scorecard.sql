{%- set counts = [
    ('ad_engagement', 'all', 'impressions', 'null'),
    ('ad_engagement', 'target accounts', 'target_account_impressions', 'null'),
    ('web_traffic', 'all', 'session_count', 'null'),
    ('lead_generation', 'all', 'mql_count', 'mql_target'),
    ('lead_generation', 'target accounts', 'target_mql_count', 'null'),
    ('meetings', 'all', 'held_meeting_count', 'meeting_target'),
    ('meetings', 'target accounts', 'target_account_meeting_count', 'null'),
] -%}

-- The nine figures of account-based marketing, five that lead and four that follow: as they are, as they were
-- the period before, and as they were planned; for all accounts and for those on the target-account list.
with figures as (

    {%- for mart, audience, count, target in counts %}
    select
        period, period_start, '{{ mart }}' as metric, '{{ audience }}' as audience,
        cast(sum({{ count }}) as double) as value, cast(max({{ target }}) as double) as target
    from {{ ref(mart) }}
    group by period, period_start
    union all
    {%- endfor %}
    select period, period_start, 'scroll_depth', 'all', {{ ratio('sum(reached_50_count)', 'sum(measured_session_count)') }}, null
    from {{ ref('scroll_depth') }}
    group by period, period_start
    {%- for mart, target in {'sourced_pipeline': 'pipeline_target', 'sourced_revenue': 'planned_revenue'}.items() %}
    union all
    select
        period, period_start, '{{ mart }}', dimension_value, marketing_value,
        case when dimension = 'all' then {{ target }} end
    from {{ ref(mart) }}
    where dimension = 'all' or (dimension = 'audience' and dimension_value = 'target accounts')
    {%- endfor %}
    union all
    select 'quarter', period_start, 'pipeline_coverage', 'all', coverage, required_coverage
    from {{ ref('pipeline_coverage') }}
    where not is_now
    union all
    select period, period_start, 'win_rates', 'all', win_rate, null
    from {{ ref('win_rates') }}
    where dimension = 'all'

),

kinds as (

    {%- for metric in ['ad_engagement', 'web_traffic', 'lead_generation', 'meetings', 'sourced_pipeline', 'sourced_revenue'] %}
    select '{{ metric }}' as metric, 'all' as audience, true as is_count
    union all
    {%- if metric != 'web_traffic' %}
    select '{{ metric }}', 'target accounts', true
    union all
    {%- endif %}
    {%- endfor %}
    {%- for metric in ['scroll_depth', 'pipeline_coverage', 'win_rates'] %}
    select '{{ metric }}', 'all', false
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

-- where nothing was counted there was nothing; a share of nothing is unknown
scores as (

    select
        periods.period,
        periods.period_start,
        periods.previous_period_start,
        periods.is_complete,
        kinds.metric,
        kinds.audience,
        case when kinds.is_count then coalesce(figures.value, 0) else figures.value end as value,
        figures.target
    from {{ ref('int_periods') }} as periods
    cross join kinds
    left join figures
        on
            periods.period = figures.period
            and periods.period_start = figures.period_start
            and kinds.metric = figures.metric
            and kinds.audience = figures.audience
    where (periods.is_complete or periods.is_current) and (kinds.metric <> 'pipeline_coverage' or periods.period = 'quarter')

)

select
    scores.period, scores.period_start, scores.is_complete, scores.metric, scores.audience, scores.value,
    previous.value as previous_value,
    {{ ratio('scores.value - previous.value', 'previous.value') }} as value_change,
    scores.target,
    {{ ratio('scores.value', 'scores.target') }} as share_of_target
from scores
left join scores as previous
    on
        scores.period = previous.period
        and scores.previous_period_start = previous.period_start
        and scores.metric = previous.metric
        and scores.audience = previous.audience
