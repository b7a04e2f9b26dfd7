{{ config(enabled=is_connected('salesforce')) }}

select
    opportunity_id as deal_id,
    stage_name as stage,
    amount,
    'salesforce' as source_system,
    entered_at
from ({{ salesforce_stage_entries() }})
