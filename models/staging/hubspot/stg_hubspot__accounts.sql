-- Companies of HubSpot, with the domain that HubSpot itself tells them apart by.
{{ config(enabled=is_connected('hubspot')) }}

with owners as ({{ hubspot_owners() }})

select
    ---------- ids
    companies.id as account_id,
    companies.property_hs_parent_company_id as parent_account_id,

    ---------- the company
    companies.property_name as account_name,
    {{ clean_domain('coalesce(companies.property_domain, companies.property_website)') }} as domain,
    companies.property_industry as industry,
    cast({{ read_text('companies.property_numberofemployees', 'double') }} as bigint) as employees,
    companies.property_country as country,
    coalesce({{ read_text('companies.property_hs_is_target_account', 'boolean') }}, false) as is_target_account,
    companies.property_hs_ideal_customer_profile as target_tier,
    coalesce(owners.owner, companies.property_hubspot_owner_id) as owner,
    'hubspot' as source_system,

    ---------- timestamps
    companies.property_createdate as created_at
from {{ ref('base_hubspot__company') }} as companies
left join owners on companies.property_hubspot_owner_id = owners.owner_id
where companies.rejected_reason is null
