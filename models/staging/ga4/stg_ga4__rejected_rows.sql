{{ config(enabled=is_connected('ga4')) }}

{{ rejected_rows('ga4') }}
union all
select
    'ga4',
    'event',
    row_key,
    'name',
    name,
    {{ ga4_rejection() }}
from {{ ref('base_ga4__event') }}
where rejected_reason is null and name <> 'page_view' and {{ ga4_rejection() }} is not null
