{{ config(enabled=is_connected('marketo')) }}

-- The people Marketo knows. When somebody became a lead is for the CRM to say: Marketo creates one for
-- every subscriber, long before or after sales hears of the person.
select
    ---------- ids
    'marketo:lead:' || id as contact_id,
    sfdc_account_id as account_id,
    lower(email) as email,

    ---------- the person
    'lead' as record_type,
    nullif(trim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')), '') as full_name,
    title,
    company as company_name,
    website,
    lead_source,
    'marketo' as source_system,

    ---------- timestamps
    created_at
from {{ ref('base_marketo__lead') }}
where rejected_reason is null
