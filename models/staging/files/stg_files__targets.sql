select
    {{ read_text('period_start', 'date') }} as period_start,
    lower(period) as period,
    metric,
    {{ read_text('value', 'double') }} as value,
    owner,
    'files' as source_system
from {{ ref('base_files__targets') }}
where rejected_reason is null
