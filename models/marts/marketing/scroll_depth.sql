{%- set depths = [25, 50, 75, 100] -%}

-- How far down people who land on a page get: a page that half of them leave in its upper half does not
-- match what brought them. Where a source measures scrolling, a visit without a measure did not get to its first mark.
with measuring_sources as (

    select distinct source_system
    from {{ ref('int_web_visits') }}
    where percent_scrolled is not null

),

visits as (

    select
        visits.started_at,
        visits.landing_page,
        case when measuring_sources.source_system is not null then coalesce(visits.percent_scrolled, 0) end as percent_scrolled
    from {{ ref('int_web_visits') }} as visits
    left join measuring_sources on visits.source_system = measuring_sources.source_system
    where visits.landing_page is not null

),

landings as (

    select
        period,
        period_start,
        landing_page,
        count(*) as session_count,
        count(percent_scrolled) as measured_session_count,
        percentile_cont(0.5) within group (order by percent_scrolled) as median_percent_scrolled
        {%- for depth in depths %},
        count(*) filter (where percent_scrolled >= {{ depth }}) as reached_{{ depth }}_count{% endfor %}
    from {{ by_period('visits', 'started_at', var('fiscal_year_starts_in'), ['day', 'week', 'month', 'quarter', 'year']) }} as visits
    group by period, period_start, landing_page

)

select
    period,
    period_start,
    landing_page,
    session_count,
    measured_session_count,
    session_count - measured_session_count as unmeasured_session_count,
    median_percent_scrolled,
    {%- for depth in depths %}
    reached_{{ depth }}_count,
    {{ ratio('reached_' ~ depth ~ '_count', 'measured_session_count') }} as reached_{{ depth }}_rate,
    {%- endfor %}
    median_percent_scrolled <= 50 as is_weak_match
from landings
