{{ config(enabled=is_connected('files')) }}

select
    case when lower(record_type) = 'lead' then 'contact' else lower(record_type) end as record_type,
    merged_id,
    surviving_id,
    coalesce(match_method, 'merged') as match_method,
    merged_at,
    'files' as source_system
from {{ ref('base_files__merges') }}
where rejected_reason is null
