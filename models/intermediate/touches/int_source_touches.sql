{%- set marks = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content', 'click_id', 'click_id_type', 'referrer'] -%}

-- Touches of all sources: those they give, and the sessions for which no touch was given. What was done
-- on our site and says nothing of where the visitor came from has the marks of its session.
with given as (

    select
        touches.*,
        sessions.session_id,
        {%- for mark in marks %}
        sessions.{{ mark }} as session_{{ mark }},
        {%- endfor %}
        sessions.landing_page as session_landing_page,
        sessions.session_id is not null
        and touches.is_on_website
        and coalesce(touches.channel, {% for mark in marks %}touches.{{ mark }}{{ ', ' if not loop.last }}{% endfor %}) is null
            as is_marked_by_session
    from {{ ref('int_given_touches') }} as touches
    left join {{ ref('int_touch_sessions') }} as touch_sessions on touches.touch_id = touch_sessions.touch_id
    left join {{ ref('int_sessions') }} as sessions on touch_sessions.session_id = sessions.session_id

)

select
    touch_id,
    touched_at,
    is_date_only,
    account_id,
    contact_id,
    email,
    user_id,
    anonymous_id,
    company_domain,
    company_name,
    deal_id,
    channel,
    {%- for mark in marks %}
    {%- if mark == 'utm_medium' %}
    coalesce(utm_medium, campaign_medium, case when is_marked_by_session then session_utm_medium end) as utm_medium,
    {%- else %}
    coalesce({{ mark }}, case when is_marked_by_session then session_{{ mark }} end) as {{ mark }},
    {%- endif %}
    {%- endfor %}
    case when is_marked_by_session then coalesce(session_landing_page, landing_page) else landing_page end as landing_page,
    campaign_id,
    campaign_name,
    content,
    owner,
    team,
    direction,
    is_consented,
    source_system,
    raw_touch_type,
    touch_type,
    session_id
from given
union all
select
    sessions.session_id as touch_id,
    sessions.started_at as touched_at,
    false as is_date_only,
    sessions.account_id,
    sessions.contact_id,
    sessions.email,
    sessions.user_id,
    sessions.anonymous_id,
    sessions.company_domain,
    cast(null as string) as company_name,
    cast(null as string) as deal_id,
    cast(null as string) as channel,
    {%- for mark in marks %}
    sessions.{{ mark }},
    {%- endfor %}
    sessions.landing_page,
    cast(null as string) as campaign_id,
    cast(null as string) as campaign_name,
    sessions.landing_title as content,
    cast(null as string) as owner,
    cast(null as string) as team,
    'inbound' as direction,
    cast(null as boolean) as is_consented,
    sessions.source_system,
    'web_session' as raw_touch_type,
    'web_session' as touch_type,
    sessions.session_id
from {{ ref('int_sessions') }} as sessions
inner join {{ ref('int_visits') }} as visits on sessions.session_id = visits.session_id
where visits.is_touch
