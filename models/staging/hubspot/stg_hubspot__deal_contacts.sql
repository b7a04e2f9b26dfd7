-- The people of each deal, with the part they play in purchases, which HubSpot knows per person.
{{ config(enabled=is_connected('hubspot')) }}

with associations as (

    select
        deal_id,
        contact_id
    from {{ ref('base_hubspot__deal_contact') }}
    where rejected_reason is null
    union
    select
        deal_id,
        {{ each_id_in('contacts') }}
    from {{ ref('base_hubspot__deal') }}
    where rejected_reason is null

)

select
    associations.deal_id,
    associations.contact_id,
    {{ hubspot_buying_role('contacts.property_hs_buying_role') }} as buying_role,
    'hubspot' as source_system
from associations
left join {{ ref('base_hubspot__contact') }} as contacts
    on associations.contact_id = contacts.id and contacts.rejected_reason is null
