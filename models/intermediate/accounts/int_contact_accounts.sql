{%- set ladder = {
    'crm_link': 1, 'deal_role': 2, 'touch_account': 3, 'group_call': 4, 'email_domain': 5, 'company_domain': 6, 'company_name': 7,
} -%}

-- Every account a person may belong to, and which is taken: the first step of the ladder that leads to
-- one. On one step records that became another come last, then the account on whose domain the person has
-- an address comes first, then the most recent evidence. A person in two companies keeps both.
with records as (

    select
        coalesce(merged.surviving_id, contacts.contact_id) as contact_id,
        merged.merged_id is not null and merged.match_method <> 'same_email' as is_past,
        keys.account_id,
        contacts.website,
        {{ company_name_key('contacts.company_name') }} as company_name_key,
        contacts.created_at
    from {{ ref('int_source_contacts') }} as contacts
    left join {{ ref('int_account_keys') }} as keys on contacts.account_id = keys.record_id
    left join {{ ref('int_merged_records') }} as merged
        on merged.record_type = 'contact' and contacts.contact_id = merged.merged_id

),

candidates as (

    select contact_id, account_id, 'crm_link' as match_method, is_past, created_at as seen_at
    from records
    union all
    select contact_id, account_id, match_method, false, seen_at
    from {{ ref('int_named_people') }}
    union all
    select contact_id, account_id, match_method, false, identified_at
    from {{ ref('int_account_claims') }}
    union all
    select addresses.contact_id, domains.account_id, 'email_domain', false, null
    from {{ ref('int_known_addresses') }} as addresses
    inner join {{ ref('int_account_domains') }} as domains
        on domains.is_chosen and split_part(addresses.email, '@', 2) = domains.domain
    union all
    select records.contact_id, domains.account_id, 'company_domain', records.is_past, records.created_at
    from records
    inner join {{ ref('int_account_domains') }} as domains
        on domains.is_chosen and {{ clean_domain('records.website') }} = domains.domain
    union all
    select records.contact_id, names.account_id, 'company_name', records.is_past, records.created_at
    from records
    inner join {{ ref('int_account_names') }} as names
        on names.is_chosen and records.company_name_key = names.company_name_key

),

steps as (

    select
        *,
        case match_method {% for method, step in ladder.items() %}when '{{ method }}' then {{ step }} {% endfor %}end as step
    from candidates
    where contact_id is not null and account_id is not null

),

hits as (

    select
        contact_id,
        account_id,
        match_method,
        step,
        is_past,
        seen_at,
        bool_or(match_method = 'email_domain') over (partition by contact_id, account_id) as has_address
    from steps
    qualify
        row_number() over (
            partition by contact_id, account_id order by step asc, is_past asc, seen_at desc nulls last
        ) = 1

)

select
    contact_id,
    account_id,
    match_method,
    seen_at,
    row_number() over in_order as candidate_number,
    row_number() over in_order = 1 as is_chosen
from hits
window in_order as (partition by contact_id order by step asc, is_past asc, has_address desc, seen_at desc nulls last, account_id asc)
