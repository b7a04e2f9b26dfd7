{{ config(enabled=is_connected('files')) }}

select
    deal_id,
    contact_id,
    buying_role,
    coalesce(is_primary, false) as is_primary,
    'files' as source_system
from {{ ref('base_files__deal_contacts') }}
where rejected_reason is null
