{{ config(enabled=is_connected('marketo')) }}

-- Records that are another's: duplicates that were merged, and leads that the CRM has a record of.
with merged_leads as (

    select
        lead_id,
        activity_date,
        {{ each_id_in('merge_ids') }} as merged_lead_id
    from {{ ref('base_marketo__activity_merge_leads') }}
    where rejected_reason is null

)

select
    'contact' as record_type,
    'marketo:lead:' || merged_lead_id as merged_id,
    'marketo:lead:' || lead_id as surviving_id,
    'merged' as match_method,
    max(activity_date) as merged_at,
    'marketo' as source_system
from merged_leads
-- the survivor may be in the list of those that were merged
where merged_lead_id <> lead_id
group by merged_lead_id, lead_id
union all
select
    'contact',
    'marketo:lead:' || id,
    -- a lead that was converted is a contact by now
    coalesce(sfdc_contact_id, sfdc_lead_id),
    'marketo_sync',
    cast(null as timestamp),
    'marketo'
from {{ ref('base_marketo__lead') }}
where rejected_reason is null and coalesce(sfdc_contact_id, sfdc_lead_id) is not null
