{{ config(enabled=is_connected('files')) }}

select
    page_view_id,
    anonymous_id,
    session_id,
    url,
    title,
    referrer,
    user_id,
    lower(email) as email,
    percent_scrolled,
    'files' as source_system,
    viewed_at
from {{ ref('base_files__page_views') }}
where rejected_reason is null
