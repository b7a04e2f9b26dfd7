select
    ---------- ids
    account_id,
    parent_account_id,

    ---------- the company
    account_name,
    {{ clean_domain('domain') }} as domain,
    industry,
    segment,
    {{ read_text('employees', 'bigint') }} as employees,
    country,
    coalesce({{ read_text('is_target_account', 'boolean') }}, false) as is_target_account,
    target_tier,
    'files' as source_system,

    ---------- timestamps
    {{ read_timestamp('created_at') }} as created_at
from {{ ref('base_files__accounts') }}
where rejected_reason is null
