-- Every page view whose visitor is known is in exactly one session, and a session has just the page views
-- that it counts. The page views are counted where the sources give them.
with given as (

    select
        source_system,
        page_view_id
    from {{ ref('int_source_page_views') }}
    where coalesce(anonymous_id, user_id, contact_id, email) is not null

),

placed as (

    select
        page_views.source_system,
        page_views.page_view_id,
        count(sessions.session_id) as sessions
    from {{ ref('int_page_views') }} as page_views
    left join {{ ref('int_sessions') }} as sessions
        on
            page_views.session_id = sessions.session_id
            and page_views.visitor = sessions.visitor
            and page_views.viewed_at between sessions.started_at and sessions.ended_at
    group by page_views.source_system, page_views.page_view_id

),

counted as (

    select
        source_system,
        sum(page_view_count) as page_views
    from {{ ref('int_sessions') }}
    group by source_system

)

select
    coalesce(given.source_system, placed.source_system) as source_system,
    coalesce(given.page_view_id, placed.page_view_id) as page_view_id,
    placed.sessions
from given
full outer join placed on given.source_system = placed.source_system and given.page_view_id = placed.page_view_id
where given.page_view_id is null or placed.sessions is distinct from 1
union all
select
    given.source_system,
    'all that sessions count',
    max(counted.page_views)
from given
left join counted on given.source_system = counted.source_system
group by given.source_system
having count(*) <> coalesce(max(counted.page_views), 0)
