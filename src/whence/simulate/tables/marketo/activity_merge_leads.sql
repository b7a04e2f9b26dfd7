select
    '32' || printf('%08d', records.record) as id,
    marketo_lead_id(records.master) as lead_id,
    records.merged_at + interval 2 minute as activity_date,
    32 as activity_type_id,
    cast(null as bigint) as campaign_id,
    cast(null as varchar) as primary_attribute_value,
    '[' || marketo_lead_id(records.record) || ']' as merge_ids,
    'Salesforce' as merge_source,
    true as merged_in_sales,
    synced(records.merged_at, records.record) as _fivetran_synced
from marketo_records
inner join records using (record)
where records.master is not null
order by activity_date, id
