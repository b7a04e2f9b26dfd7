-- Which person each key is and was: records of the CRM, e-mail addresses, logins and visitors. The account
-- is that of the very record behind the key, where the person has several.
with record_accounts as (

    select
        contacts.contact_id,
        min(keys.account_id) as account_id
    from {{ ref('int_source_contacts') }} as contacts
    left join {{ ref('int_account_keys') }} as keys on contacts.account_id = keys.record_id
    group by contacts.contact_id

),

records as (

    select contact_id from record_accounts
    union
    {%- for relation in ['int_source_touches', 'int_source_identifications', 'int_source_deal_contacts'] %}
    select contact_id from {{ ref(relation) }}
    where contact_id is not null
    union
    {%- endfor %}
    select merged_id from {{ ref('int_merged_records') }}
    where record_type = 'contact'
    union
    select surviving_id from {{ ref('int_merged_records') }}
    where record_type = 'contact'

),

address_accounts as (

    select
        emails.email,
        min(record_accounts.account_id) as account_id
    from {{ ref('int_record_emails') }} as emails
    inner join record_accounts on emails.contact_id = record_accounts.contact_id
    group by emails.email
    having count(distinct record_accounts.account_id) = 1

),

intervals as (

    select 'user_id' as identity_type, identity_value, contact_id, match_method, valid_from, valid_to
    from {{ ref('int_known_users') }}
    union all
    select 'anonymous_id', identity_value, contact_id, match_method, valid_from, valid_to
    from {{ ref('int_known_visitors') }}

),

seen as (

    select distinct 'user_id' as identity_type, user_id as identity_value from {{ ref('int_source_touches') }}
    where user_id is not null
    union all
    select distinct 'anonymous_id', anonymous_id from {{ ref('int_source_touches') }}
    where anonymous_id is not null

)

select
    'contact_id' as identity_type,
    records.contact_id as identity_value,
    coalesce(merged.surviving_id, records.contact_id) as contact_id,
    record_accounts.account_id,
    coalesce(merged.match_method, case when record_accounts.contact_id is null then 'named' else 'crm_record' end) as match_method,
    timestamp '1900-01-01' as valid_from,
    timestamp '2200-01-01' as valid_to
from records
left join record_accounts on records.contact_id = record_accounts.contact_id
left join {{ ref('int_merged_records') }} as merged
    on merged.record_type = 'contact' and records.contact_id = merged.merged_id
union all
select
    'email',
    addresses.email,
    addresses.contact_id,
    address_accounts.account_id,
    addresses.match_method,
    timestamp '1900-01-01',
    timestamp '2200-01-01'
from {{ ref('int_known_addresses') }} as addresses
left join address_accounts on addresses.email = address_accounts.email
union all
select identity_type, identity_value, contact_id, null, match_method, valid_from, valid_to
from intervals
union all
select seen.identity_type, seen.identity_value, null, null, 'unmatched', timestamp '1900-01-01', timestamp '2200-01-01'
from seen
left join intervals on seen.identity_type = intervals.identity_type and seen.identity_value = intervals.identity_value
where intervals.identity_value is null
