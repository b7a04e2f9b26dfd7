{{ config(enabled=is_connected('files')) }}

select
    period_start,
    lower(period) as period,
    metric,
    value,
    owner,
    'files' as source_system
from {{ ref('base_files__targets') }}
where rejected_reason is null
