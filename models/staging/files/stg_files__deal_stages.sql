select
    deal_id,
    stage,
    {{ read_text('amount', 'decimal(15,2)') }} as amount,
    'files' as source_system,
    {{ read_milestone('entered_at') }} as entered_at
from {{ ref('base_files__deal_stages') }}
where rejected_reason is null
