-- Which records are one and the same, and how we know: the merges and conversions of the CRM, and one
-- e-mail address on several records of people. A merge says also which of the two survived.
with said as (

    select
        record_type,
        merged_id,
        surviving_id,
        min(match_method) as match_method,
        min(merged_at) as merged_at
    from {{ ref('int_source_merges') }}
    where record_type in ('contact', 'account', 'deal') and merged_id <> surviving_id
    group by record_type, merged_id, surviving_id

),

same_addresses as (

    select
        contact_id,
        min(contact_id) over (partition by email) as first_contact_id
    from {{ ref('int_record_emails') }}
    where not is_role_mailbox

)

select
    record_type,
    merged_id as record_id,
    surviving_id as other_id,
    true as is_merge,
    match_method,
    merged_at
from said
union all
select distinct
    'contact',
    contact_id,
    first_contact_id,
    false,
    'same_email',
    cast(null as timestamp)
from same_addresses
where contact_id <> first_contact_id
