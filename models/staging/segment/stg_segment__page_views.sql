{{ config(enabled=is_connected('segment')) }}

-- Pages that visitors looked at, and how far down. Sites that measure it tell it with the page, or with
-- an event like `Page Scrolled` on it.
with pages as (

    select *
    from {{ ref('base_segment__pages') }}
    where rejected_reason is null

),

page_events as (

    select
        id as page_view_id,
        timestamp as happened_at,
        coalesce(anonymous_id, user_id) || ' ' || {{ page_of('coalesce(context_page_url, url)') }} as page_key,
        {{ read_percent('percent_scrolled') }} as percent_scrolled,
        cast(null as double) as engaged_seconds
    from pages
    union all
    select
        cast(null as string),
        timestamp,
        coalesce(anonymous_id, user_id) || ' ' || {{ page_of('context_page_url') }},
        {{ read_percent('percent_scrolled') }},
        cast(null as double)
    from {{ ref('base_segment__tracks') }}
    where rejected_reason is null and {{ is_scroll('event') }}

),

depths as ({{ depths_of_page_views('page_events') }})

select
    ---------- ids
    'segment:pages:' || pages.id as page_view_id,
    pages.anonymous_id,
    pages.user_id,
    lower(pages.context_traits_email) as email,

    ---------- the page
    coalesce(pages.url, pages.context_page_url) as url,
    coalesce(pages.title, pages.context_page_title) as title,
    coalesce(pages.referrer, pages.context_page_referrer) as referrer,
    pages.context_campaign_source as utm_source,
    pages.context_campaign_medium as utm_medium,
    pages.context_campaign_name as utm_campaign,
    pages.context_campaign_term as utm_term,
    pages.context_campaign_content as utm_content,
    depths.percent_scrolled,
    'segment' as source_system,

    ---------- timestamps
    pages.timestamp as viewed_at
from pages
left join depths on pages.id = depths.page_view_id
