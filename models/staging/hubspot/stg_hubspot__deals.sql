-- Deals of HubSpot with the company they are made with. Deals that cannot be read as won, lost or open,
-- or belong to no company, are among the rejected rows.
{{ config(enabled=is_connected('hubspot')) }}

with deals as ({{ hubspot_deals() }}),

owners as ({{ hubspot_owners() }})

select
    ---------- ids
    deals.deal_id,
    deals.company_id as account_id,

    ---------- the deal
    deals.property_dealname as deal_name,
    case lower(deals.property_dealtype)
        when 'newbusiness' then 'new_business'
        when 'existingbusiness' then 'expansion'
        else {{ as_name('deals.property_dealtype') }}
    end as deal_type,
    deals.stage,
    deals.outcome,
    deals.property_amount as amount,
    upper(deals.property_deal_currency_code) as currency,
    coalesce(deals.own_probability, deals.stage_probability) as probability,
    coalesce(owners.owner, deals.owner_id) as owner,
    {{ as_name('deals.property_hs_analytics_source') }} as lead_source,
    deals.property_how_did_you_hear_about_us as self_reported_source,
    deals.property_closed_lost_reason as loss_reason,
    deals.property_competitor as competitor,
    'hubspot' as source_system,

    ---------- timestamps
    -- a deal that was typed in after it was closed existed by then
    case when deals.outcome = 'open' then deals.create_time else least(deals.create_time, deals.close_time) end as created_at,
    -- the close date of an open deal is what somebody expects, not an event
    case when deals.outcome = 'open' then cast(deals.property_closedate as date) end as expected_close_date,
    case when deals.outcome <> 'open' then deals.close_time end as closed_at
from deals
left join owners on deals.owner_id = owners.owner_id
where deals.column_at_fault is null
