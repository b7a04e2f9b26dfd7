{%- set marks = ['referrer', 'utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content', 'click_id', 'click_id_type'] -%}
{%- set carry_over_days = var('direct_carry_over_days') -%}

-- The visits of a visitor: from a landing on our site to the last page before a silence, or before the
-- visitor comes from somewhere else.
with sessions as (

    select
        page_views.session_id,
        page_views.source_system,
        page_views.visitor,
        {%- for key in ['anonymous_id', 'user_id', 'contact_id', 'email', 'account_id', 'company_domain'] %}
        min(given.{{ key }}) as {{ key }},
        {%- endfor %}
        min(page_views.viewed_at) as started_at,
        max(page_views.viewed_at) as ended_at,
        count(*) as page_view_count,
        max(given.percent_scrolled) as percent_scrolled,
        sum(given.engaged_seconds) as engaged_seconds,
        {%- for mark in marks %}
        min(given.{{ mark }}) filter (where page_views.is_landing) as {{ mark }},
        {%- endfor %}
        min({{ page_of('given.url') }}) filter (where page_views.is_landing) as landing_page,
        min(given.title) filter (where page_views.is_landing) as landing_title
    from {{ ref('int_page_views') }} as page_views
    inner join {{ ref('int_source_page_views') }} as given
        on page_views.source_system = given.source_system and page_views.page_view_id = given.page_view_id
    group by page_views.session_id, page_views.source_system, page_views.visitor

),

-- without any mark nobody knows where the visitor came from
ordered as (

    select
        *,
        coalesce({{ marks | join(', ') }}) is null as is_direct,
        row_number() over (partition by source_system, visitor order by started_at, session_id) as session_number
    from sessions

),

with_last_source as (

    select
        *,
        {% if carry_over_days is none -%}
        cast(null as string) as last_source_session_id
        {%- else -%}
        {{ last_known('case when not is_direct then session_id end') }} over (
            partition by source_system, visitor order by session_number
            rows between unbounded preceding and 1 preceding
        ) as last_source_session_id
        {%- endif %}
    from ordered

)

select
    sessions.session_id,
    sessions.source_system,
    {%- for column in [
        'visitor', 'anonymous_id', 'user_id', 'contact_id', 'email', 'account_id', 'company_domain', 'started_at', 'ended_at', 'page_view_count',
        'percent_scrolled', 'engaged_seconds', 'landing_page', 'landing_title',
    ] %}
    sessions.{{ column }},
    {%- endfor %}
    {%- for mark in marks %}
    coalesce(sessions.{{ mark }}, earlier.{{ mark }}) as {{ mark }},
    {%- endfor %}
    earlier.session_id as carried_from_session_id,
    sessions.session_number = 1 as is_first_session,
    sessions.page_view_count = 1 and coalesce(sessions.engaged_seconds, 0) < 10 as is_bounce
from with_last_source as sessions
-- without carry-over there is nothing to look for: a comparison with null alone would take every pair
left join {{ 'ordered' if carry_over_days is not none else '(select * from ordered where false)' }} as earlier
    on
        sessions.is_direct
        and sessions.last_source_session_id = earlier.session_id
        and earlier.started_at >= sessions.started_at - {{ carry_over_days or 0 }} * interval '1' day
