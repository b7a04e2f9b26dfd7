-- The e-mail address of every record of a person. A record that no source describes has the address named
-- beside it, if that is always the same one.
with described as (

    select distinct
        contact_id,
        {{ clean_email('email') }} as email
    from {{ ref('int_source_contacts') }}

),

mentions as (

    select contact_id, {{ clean_email('email') }} as email
    from {{ ref('int_source_touches') }}
    where contact_id is not null and email is not null
    union
    select contact_id, {{ clean_email('email') }}
    from {{ ref('int_source_identifications') }}
    where contact_id is not null and email is not null

),

mentioned as (

    select
        mentions.contact_id,
        min(mentions.email) as email
    from mentions
    left join described on mentions.contact_id = described.contact_id
    where described.contact_id is null
    group by mentions.contact_id
    having count(distinct mentions.email) = 1

),

records as (

    select contact_id, email from described
    where email is not null
    union all
    select contact_id, email from mentioned

)

select
    records.contact_id,
    records.email,
    role_mailboxes.mailbox is not null as is_role_mailbox
from records
left join {{ ref('role_mailboxes') }} as role_mailboxes
    on split_part(records.email, '@', 1) = role_mailboxes.mailbox
