{{ config(enabled=is_connected('segment')) }}

{{ rejected_rows('segment') }}
union all
select
    'segment',
    'tracks',
    row_key,
    'event',
    event,
    'is the depth of a page view, not a touch'
from {{ ref('base_segment__tracks') }}
where rejected_reason is null and {{ is_scroll('event') }}
