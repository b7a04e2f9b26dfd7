{{ config(enabled=is_connected('files')) }}

select
    deal_id,
    stage,
    amount,
    'files' as source_system,
    {{ as_milestone('entered_at', 'entered_at_is_date_only') }} as entered_at
from {{ ref('base_files__deal_stages') }}
where rejected_reason is null
