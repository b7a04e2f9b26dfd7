{{ config(enabled=is_connected('salesforce')) }}

select
    opportunity_id as deal_id,
    contact_id,
    role as buying_role,
    coalesce(is_primary, false) as is_primary,
    'salesforce' as source_system
from ({{ salesforce_contact_roles() }})
where role_number = 1
