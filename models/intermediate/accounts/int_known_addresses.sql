-- Which person an e-mail address is: whose record has it; else the one person it is named beside; else the
-- one person whose login it is, if neither has another address; else a person of its own, known by nothing
-- else. A role mailbox, which several people read, is a person's only where one person alone has it.
with owners as (

    select
        emails.email,
        coalesce(merged.surviving_id, emails.contact_id) as contact_id,
        1 as preference,
        'crm_record' as match_method
    from {{ ref('int_record_emails') }} as emails
    left join {{ ref('int_merged_records') }} as merged
        on merged.record_type = 'contact' and emails.contact_id = merged.merged_id
    union
    select email, contact_id, 2, 'named_together'
    from {{ ref('int_identity_claims') }}
    where email is not null and contact_id is not null

),

-- where records have the address, who else is named beside it does not count
first_owners as (

    select email, contact_id, preference, match_method
    from owners
    qualify preference = min(preference) over (partition by email)

),

owned as (

    select
        email,
        min(contact_id) as contact_id,
        min(match_method) as match_method
    from first_owners
    group by email
    having count(distinct contact_id) = 1

),

logins as (

    select
        user_id,
        min(contact_id) as contact_id,
        min(email) as email
    from {{ ref('int_identity_claims') }}
    where user_id is not null
    group by user_id
    having count(distinct contact_id) = 1 and count(distinct email) = 1

),

-- an address nobody has, of a login whose person has no address
of_logins as (

    select
        logins.email,
        min(logins.contact_id) as contact_id
    from logins
    left join owners on logins.email = owners.email
    left join owned on logins.contact_id = owned.contact_id
    where owners.email is null and owned.email is null
    group by logins.email
    having count(distinct logins.contact_id) = 1

),

addresses as (

    select email from {{ ref('int_record_emails') }}
    union
    select email from {{ ref('int_identity_claims') }}
    where email is not null
    union
    select {{ clean_email('email') }} from {{ ref('int_source_touches') }}
    where email is not null

)

select
    addresses.email,
    coalesce(owned.contact_id, of_logins.contact_id, 'contact-' || left(md5(addresses.email), 16)) as contact_id,
    coalesce(owned.match_method, case when of_logins.email is null then 'address_alone' else 'login' end) as match_method
from addresses
left join owned on addresses.email = owned.email
left join of_logins on addresses.email = of_logins.email
where addresses.email is not null
