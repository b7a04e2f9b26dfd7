{{ config(enabled=is_connected('salesforce')) }}

-- What each campaign cost in all, on the day it began: the CRM knows no other day.
select
    coalesce(start_date, cast(created_date as date)) as spend_date,
    'salesforce' as platform,
    id as campaign_id,
    name as campaign_name,
    actual_cost as cost,
    upper(currency_iso_code) as currency,
    'salesforce' as source_system
from {{ ref('base_salesforce__campaign') }}
where rejected_reason is null and actual_cost > 0
