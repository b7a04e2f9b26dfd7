{{ config(enabled=is_connected('files')) }}

select
    ---------- ids
    account_id,
    parent_account_id,

    ---------- the company
    account_name,
    {{ clean_domain('domain') }} as domain,
    industry,
    segment,
    employees,
    country,
    coalesce(is_target_account, false) as is_target_account,
    target_tier,
    'files' as source_system,

    ---------- timestamps
    created_at
from {{ ref('base_files__accounts') }}
where rejected_reason is null
