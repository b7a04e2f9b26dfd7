-- The session of every page view of a known visitor. Half an hour of silence starts a session, and so
-- does a source from outside that is not the session's own: other tags, another click on an ad, another
-- site. A view that comes from nowhere, or from a page of ours, goes on with the session.
with page_views as (

    select
        page_view_id,
        source_system,
        visitor,
        viewed_at,
        referrer_site,
        -- what a link from outside was tagged with; null where it was not
        nullif(lower(
            coalesce(utm_source, '') || ' ' || coalesce(utm_medium, '') || ' ' || coalesce(utm_campaign, '') || ' '
            || coalesce(utm_term, '') || ' ' || coalesce(utm_content, '') || ' ' || coalesce(click_id, '')
        ), '     ') as tags
    from {{ ref('int_source_page_views') }}
    where visitor is not null

),

after_silence as (

    select
        *,
        case
            when lag(viewed_at) over in_order + interval '30' minute > viewed_at then null
            else viewed_at
        end as silence_ended_at
    from page_views
    window in_order as (partition by source_system, visitor order by viewed_at, page_view_id)

),

-- each with when the last silence ended, the last tagged view before it, and the last from outside
compared as (

    select
        page_view_id,
        source_system,
        visitor,
        viewed_at,
        silence_ended_at,
        tags,
        referrer_site,
        {{ last_known('silence_ended_at') }} over so_far as last_silence_ended_at,
        {{ last_known('case when tags is not null then viewed_at end') }} over before_it as last_tagged_at,
        {{ last_known('tags') }} over before_it as last_tags,
        {{ last_known('case when coalesce(tags, referrer_site) is not null then viewed_at end') }}
            over before_it as last_outside_at,
        {{ last_known("case when coalesce(tags, referrer_site) is not null then coalesce(referrer_site, '') end") }}
            over before_it as last_referrer_site,
        {{ last_known('case when tags is not null then true when referrer_site is not null then false end') }}
            over before_it as was_tagged
    from after_silence
    window
        so_far as (
            partition by source_system, visitor order by viewed_at, page_view_id
            rows between unbounded preceding and current row
        ),
        before_it as (
            partition by source_system, visitor order by viewed_at, page_view_id
            rows between unbounded preceding and 1 preceding
        )

),

landings as (

    select
        *,
        case
            when silence_ended_at is not null then true
            when tags is null and referrer_site is null then false
            when last_outside_at >= last_silence_ended_at and tags is null then referrer_site <> last_referrer_site
            -- pages that load without the browser's help go on naming the first referrer, and lose the tags
            when last_tagged_at >= last_silence_ended_at and tags = last_tags
                then coalesce(referrer_site, '') <> last_referrer_site and not was_tagged
            else true
        end as is_landing
    from compared

)

select
    page_view_id,
    source_system || ':session:' || {{ last_known('case when is_landing then page_view_id end') }} over (
        partition by source_system, visitor order by viewed_at, page_view_id
        rows between unbounded preceding and current row
    ) as session_id,
    is_landing,
    viewed_at,
    visitor,
    source_system
from landings
