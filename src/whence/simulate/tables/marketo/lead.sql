select
    marketo_lead_id(records.record) as id,
    records.email,
    everybody.first_name,
    everybody.last_name,
    everybody.title,
    records.company,
    case when records.record % 4 = 0 and not records.is_private and everybody.account is not null
        then 'www.' || split_part(records.email, '@', 2)
    end as website,
    case when records.is_main then everybody.lead_source else 'Website' end as lead_source,
    -- some records never made it across
    case when records.record % 13 <> 5 and (
        records.is_converted or (records.is_main and everybody.contact_at is not null)
    ) then salesforce_id('003', records.person + 1) end as sfdc_contact_id,
    case when records.record % 13 <> 5 and records.is_lead then salesforce_id('00Q', records.record + 1) end
        as sfdc_lead_id,
    case when records.record % 13 <> 5 and records.is_main and everybody.contact_at is not null
        then salesforce_id('001', records.account + 1)
    end as sfdc_account_id,
    records.record % 29 = 3 as unsubscribed,
    records.created_at + interval 1 minute as created_at,
    coalesce(records.merged_at, records.created_at + interval 1 minute) as updated_at,
    records.merged_at is not null as _fivetran_deleted,
    synced(coalesce(records.merged_at, records.created_at), records.record) as _fivetran_synced
from marketo_records
inner join records using (record)
inner join everybody using (person)
order by id
