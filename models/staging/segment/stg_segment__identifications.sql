{{ config(enabled=is_connected('segment')) }}

-- Who visitors and users are: what they said of themselves, and which company they belong to.
select
    timestamp as identified_at,
    anonymous_id,
    user_id,
    coalesce(lower(email), {{ email_or_null('user_id') }}) as email,
    company_id as account_id,
    {{ clean_domain('coalesce(domain, website)') }} as company_domain,
    company_name,
    'identify' as match_method,
    'segment' as source_system
from {{ ref('base_segment__identifies') }}
where rejected_reason is null
union all
select
    timestamp,
    anonymous_id,
    user_id,
    {{ email_or_null('user_id') }},
    group_id,
    {{ clean_domain('coalesce(domain, website)') }},
    name,
    'group_call',
    'segment'
from {{ ref('base_segment__groups') }}
where rejected_reason is null
