{{ config(enabled=is_connected('files')) }}

select
    ---------- ids
    contact_id,
    lower(record_type) as record_type,
    account_id,
    lower(email) as email,
    user_id,
    anonymous_id,

    ---------- the person
    full_name,
    company_name,
    {{ clean_domain('website') }} as website,
    title,
    buying_role,
    lead_source,
    'files' as source_system,

    ---------- timestamps
    created_at,
    {{ as_milestone('lead_created_at', 'lead_created_at_is_date_only') }} as lead_created_at,
    {{ as_milestone('mql_at', 'mql_at_is_date_only') }} as mql_at,
    {{ as_milestone('sql_at', 'sql_at_is_date_only') }} as sql_at
from {{ ref('base_files__contacts') }}
where rejected_reason is null
