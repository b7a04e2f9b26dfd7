{{ config(enabled=is_connected('marketo')) }}

-- Programs that no campaign of the CRM stands for; the others are described by the CRM.
select
    'marketo:program:' || id as campaign_id,
    name as campaign_name,
    channel as campaign_type,
    cast(start_date as date) as starts_on,
    cast(end_date as date) as ends_on,
    'marketo' as source_system
from {{ ref('base_marketo__program') }}
where rejected_reason is null and sfdc_id is null
