{{ config(enabled=is_connected('snowplow')) }}

{{ rejected_rows('snowplow') }}
union all
select
    'snowplow',
    'event',
    row_key,
    'event_name',
    event_name,
    case when event_name = 'page_ping' then 'is the depth of a page view, not a view' else 'is not a page view; no other event is read' end
from {{ ref('base_snowplow__event') }}
where rejected_reason is null and event_name <> 'page_view'
