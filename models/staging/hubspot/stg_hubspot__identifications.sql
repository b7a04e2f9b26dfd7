-- The other e-mail addresses of people. A merge moves the address of the contact that goes there, and
-- what was sent to it stays with the person that way.
{{ config(enabled=is_connected('hubspot')) }}

with addresses as (

    select
        id as contact_id,
        lower({{ each_address_in('property_hs_additional_emails') }}) as email,
        property_email as main_address,
        coalesce(property_createdate, loaded_at) as identified_at
    from {{ ref('base_hubspot__contact') }}
    where rejected_reason is null

)

select distinct
    contact_id,
    email,
    'additional_address' as match_method,
    'hubspot' as source_system,
    identified_at
from addresses
where identified_at is not null and email <> coalesce(lower(main_address), '')
