-- Which person an e-mail address or an anonymous visitor is.
with touches as (

    select * from {{ ref('int_source_touches') }}

),

contacts as (

    select * from {{ ref('int_source_contacts') }}

),

-- an address belongs to the contact described with it, else to the contact a touch names beside
-- it, else it is a person of its own, known only by the address
addresses as (

    select email, contact_id, 'described contact' as match_method, 1 as preference
    from contacts
    where email is not null
    union all
    select email, contact_id, 'touch with both', 2
    from touches
    where email is not null and contact_id is not null
    group by email, contact_id
    union all
    select email, 'contact-' || left(md5(email), 16), 'address alone', 3
    from touches
    where email is not null
    group by email

),

known_addresses as (

    select email, contact_id, match_method
    from addresses
    qualify row_number() over (partition by email order by preference, contact_id) = 1

),

-- a visitor is the first person it was ever identified as, also before it was identified
visitors as (

    select anonymous_id, contact_id, cast(null as timestamp) as identified_at, 'described contact' as match_method
    from contacts
    where anonymous_id is not null
    union all
    select
        touches.anonymous_id,
        coalesce(touches.contact_id, known_addresses.contact_id),
        touches.touched_at,
        'identified visit'
    from touches
    left join known_addresses on touches.email = known_addresses.email
    where touches.anonymous_id is not null and coalesce(touches.contact_id, touches.email) is not null

),

known_visitors as (

    select anonymous_id, contact_id, match_method
    from visitors
    qualify row_number() over (
            partition by anonymous_id order by identified_at nulls first, contact_id
        ) = 1

)

select
    'email' as identity_type,
    email as identity_value,
    contact_id,
    match_method
from known_addresses
union all
select
    'anonymous_id',
    anonymous_id,
    contact_id,
    match_method
from known_visitors
