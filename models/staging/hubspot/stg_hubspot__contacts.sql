-- People of HubSpot: whoever sent a form is one, a customer's people are too.
{{ config(enabled=is_connected('hubspot')) }}

with owners as ({{ hubspot_owners() }})

select
    ---------- ids
    contacts.id as contact_id,
    'contact' as record_type,
    contacts.property_associatedcompanyid as account_id,
    lower(contacts.property_email) as email,

    ---------- the person
    nullif(
        trim(concat(coalesce(contacts.property_firstname, ''), ' ', coalesce(contacts.property_lastname, ''))), ''
    ) as full_name,
    contacts.property_jobtitle as title,
    {{ hubspot_buying_role('contacts.property_hs_buying_role') }} as buying_role,
    contacts.property_company as company_name,
    contacts.property_website as website,
    {{ as_name('contacts.property_hs_analytics_source') }} as lead_source,
    coalesce(owners.owner, contacts.property_hubspot_owner_id) as owner,
    'hubspot' as source_system,

    ---------- timestamps
    contacts.property_createdate as created_at,
    coalesce({{ hubspot_lifecycle_time('lead') }}, contacts.property_createdate) as lead_created_at,
    {{ hubspot_lifecycle_time('marketingqualifiedlead') }} as mql_at,
    {{ hubspot_lifecycle_time('salesqualifiedlead') }} as sql_at
from {{ ref('base_hubspot__contact') }} as contacts
left join owners on contacts.property_hubspot_owner_id = owners.owner_id
where contacts.rejected_reason is null
