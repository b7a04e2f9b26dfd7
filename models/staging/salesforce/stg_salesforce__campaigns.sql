{{ config(enabled=is_connected('salesforce')) }}

select
    id as campaign_id,
    parent_id as parent_campaign_id,
    name as campaign_name,
    type as campaign_type,
    start_date as starts_on,
    end_date as ends_on,
    budgeted_cost as budget,
    actual_cost,
    upper(currency_iso_code) as currency,
    'salesforce' as source_system
from {{ ref('base_salesforce__campaign') }}
where rejected_reason is null
