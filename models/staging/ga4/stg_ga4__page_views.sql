{{ config(enabled=is_connected('ga4')) }}

-- Pages that visitors looked at, how far down and for how long. GA4 tells it with later events of the
-- same session on the same page.
with events as (

    select
        *,
        name = 'page_view' as is_page_view,
        user_pseudo_id || '.' || param_ga_session_id as session_id
    from {{ ref('base_ga4__event') }}
    where rejected_reason is null

),

page_events as (

    select
        case when is_page_view then row_key end as page_view_id,
        timestamp as happened_at,
        coalesce(session_id, user_pseudo_id) || ' ' || {{ page_of('param_page_location') }} as page_key,
        {{ read_percent('param_percent_scrolled') }} as percent_scrolled,
        {{ read_text('param_engagement_time_msec', 'double') }} / 1000 as engaged_seconds
    from events
    where is_page_view or param_percent_scrolled is not null or param_engagement_time_msec is not null

),

depths as ({{ depths_of_page_views('page_events') }})

select
    ---------- ids
    'ga4:event:' || events.row_key as page_view_id,
    events.user_pseudo_id as anonymous_id,
    events.user_id,
    events.session_id,

    ---------- the page
    events.param_page_location as url,
    events.param_page_title as title,
    events.param_page_referrer as referrer,
    {{ ga4_campaign_columns('events') }},
    depths.percent_scrolled,
    depths.engaged_seconds,
    'ga4' as source_system,

    ---------- timestamps
    events.timestamp as viewed_at
from events
left join depths on events.row_key = depths.page_view_id
where events.is_page_view
