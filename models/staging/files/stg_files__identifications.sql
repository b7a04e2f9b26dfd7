{{ config(enabled=is_connected('files')) }}

select
    identified_at,
    anonymous_id,
    user_id,
    contact_id,
    lower(email) as email,
    account_id,
    {{ clean_domain('company_domain') }} as company_domain,
    company_name,
    coalesce(match_method, 'identify') as match_method,
    'files' as source_system
from {{ ref('base_files__identifications') }}
where rejected_reason is null
