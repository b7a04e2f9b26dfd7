{%- set sums = ['session_count', 'visitor_count', 'new_session_count', 'returning_session_count', 'page_view_count', 'bounce_count', 'inconsistent_utm_session_count'] -%}

-- How many visits every channel and campaign brought to our website, and how many the period before.
with visits as (

    select * from {{ ref('int_web_visits') }}

),

traffic as (

    select
        period,
        period_start,
        channel,
        campaign_key,
        min(campaign_name) as campaign_name,
        count(*) as session_count,
        count(distinct visitor) as visitor_count,
        count(*) filter (where is_first_session) as new_session_count,
        count(*) filter (where not is_first_session) as returning_session_count,
        sum(page_view_count) as page_view_count,
        count(*) filter (where is_bounce) as bounce_count,
        count(utm_problem) as inconsistent_utm_session_count
    from {{ by_period('visits', 'started_at', var('fiscal_year_starts_in'), ['day', 'week', 'month', 'quarter', 'year']) }} as visits
    group by period, period_start, channel, campaign_key

),

-- what was the period before of each period, that in which nobody came any more among them
earlier as (

    select
        period,
        {{ following_period_start() }} as period_start,
        channel,
        campaign_key,
        campaign_name,
        session_count
    from traffic

),

compared as (

    select
        coalesce(traffic.period, earlier.period) as period,
        coalesce(traffic.period_start, earlier.period_start) as period_start,
        coalesce(traffic.channel, earlier.channel) as channel,
        coalesce(traffic.campaign_key, earlier.campaign_key) as campaign_key,
        coalesce(traffic.campaign_name, earlier.campaign_name) as campaign_name,
        {%- for sum in sums %}
        cast(coalesce(traffic.{{ sum }}, 0) as bigint) as {{ sum }},
        {%- endfor %}
        coalesce(earlier.session_count, 0) as previous_session_count
    from traffic
    full outer join earlier
        on
            traffic.period = earlier.period
            and traffic.period_start = earlier.period_start
            and traffic.channel = earlier.channel
            and coalesce(traffic.campaign_key, '') = coalesce(earlier.campaign_key, '')

)

select
    compared.period,
    compared.period_start,
    compared.channel,
    compared.campaign_key,
    compared.campaign_name,
    {%- for sum in sums %}
    compared.{{ sum }},
    {%- endfor %}
    {{ ratio('compared.page_view_count', 'compared.session_count') }} as pages_per_session,
    {{ ratio('compared.bounce_count', 'compared.session_count') }} as bounce_rate,
    compared.previous_session_count,
    {{ ratio('compared.session_count - compared.previous_session_count', 'compared.previous_session_count') }} as session_change
from compared
cross join {{ ref('int_as_of') }} as as_of
where compared.session_count > 0 or compared.period_start <= cast(as_of.as_of as date)
