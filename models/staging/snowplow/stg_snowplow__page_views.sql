{{ config(enabled=is_connected('snowplow')) }}

-- Pages that visitors looked at, and how far down: the lowest line of the window in the page pings that
-- followed, of the height of the page.
with events as (

    select
        *,
        event_name = 'page_view' as is_page_view,
        coalesce(derived_tstamp, collector_tstamp) as happened_at,
        coalesce(page_view_id, {{ json_text('contexts_com_snowplowanalytics_snowplow_web_page_1', '$[0].id') }}) as web_page_id,
        {{ read_text('doc_height', 'double') }} as page_height,
        coalesce({{ read_text('br_viewheight', 'double') }}, 0) as window_height,
        {{ read_text('pp_yoffset_max', 'double') }} as scrolled
    from {{ ref('base_snowplow__event') }}
    where rejected_reason is null and event_name in ('page_view', 'page_ping')

),

page_events as (

    select
        case when is_page_view then event_id end as page_view_id,
        happened_at,
        coalesce(web_page_id, coalesce(domain_sessionid, domain_userid) || ' ' || {{ page_of('page_url') }}) as page_key,
        case
            -- a page that is pulled beyond its top is scrolled by less than nothing
            when not is_page_view and page_height > 0 then (case when scrolled < 0 then 0 else scrolled end + window_height) / page_height * 100
        end as percent_scrolled,
        cast(null as double) as engaged_seconds
    from events

),

depths as ({{ depths_of_page_views('page_events') }})

select
    ---------- ids
    'snowplow:event:' || events.event_id as page_view_id,
    events.domain_userid as anonymous_id,
    events.user_id,
    events.domain_sessionid as session_id,

    ---------- the page
    events.page_url as url,
    events.page_title as title,
    events.page_referrer as referrer,
    events.mkt_source as utm_source,
    events.mkt_medium as utm_medium,
    events.mkt_campaign as utm_campaign,
    events.mkt_term as utm_term,
    events.mkt_content as utm_content,
    case when lower(events.mkt_network) in ('google', 'microsoft') then events.mkt_clickid end as click_id,
    case lower(events.mkt_network) when 'google' then 'gclid' when 'microsoft' then 'msclkid' end as click_id_type,
    depths.percent_scrolled,
    'snowplow' as source_system,

    ---------- timestamps
    events.happened_at as viewed_at
from events
left join depths on events.event_id = depths.page_view_id
where events.is_page_view
