select
    ---------- ids
    contact_id,
    account_id,
    lower(email) as email,
    anonymous_id,

    ---------- the person
    title,
    buying_role,
    lead_source,
    'files' as source_system,

    ---------- timestamps
    {{ read_timestamp('created_at') }} as created_at,
    {{ read_milestone('lead_created_at') }} as lead_created_at,
    {{ read_milestone('mql_at') }} as mql_at,
    {{ read_milestone('sql_at') }} as sql_at
from {{ ref('base_files__contacts') }}
where rejected_reason is null
