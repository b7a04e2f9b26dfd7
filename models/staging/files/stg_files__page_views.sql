select
    page_view_id,
    anonymous_id,
    session_id,
    url,
    {{ read_text('percent_scrolled', 'double') }} as percent_scrolled,
    'files' as source_system,
    {{ read_timestamp('viewed_at') }} as viewed_at
from {{ ref('base_files__page_views') }}
where rejected_reason is null
