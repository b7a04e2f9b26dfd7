select
    records.created_at as created_date,
    salesforce_id('00Q', records.record + 1) as id,
    everybody.first_name,
    everybody.last_name,
    everybody.first_name || ' ' || everybody.last_name as name,
    records.email,
    records.company,
    case when records.record % 4 = 0 and not records.is_private and everybody.account is not null
        then 'www.' || split_part(records.email, '@', 2)
    end as website,
    everybody.title,
    case
        when records.is_converted then 'Qualified'
        when everybody.account is null then 'Unqualified'
        when everybody.mql_at is not null then 'Working - Contacted'
        else 'Open - Not Contacted'
    end as status,
    case when records.is_main then everybody.lead_source else 'Website' end as lead_source,
    salesforce_id('005', coalesce(users.number, records.record % 4 + 1)) as owner_id,
    records.is_converted,
    cast(records.converted_at as date) as converted_date,
    case when records.is_converted then salesforce_id('001', records.account + 1) end as converted_account_id,
    -- to the contact that was there then: it may have been merged since
    case when records.is_converted then
        salesforce_id('003', records.person + 1 + case when everybody.is_merged then 500000000 else 0 end)
    end as converted_contact_id,
    case when records.is_main then everybody.mql_at end as mql_date_c,
    case when records.is_main then everybody.sql_at end as sql_date_c,
    coalesce(records.merged_at, records.converted_at, records.created_at) as last_modified_date,
    records.master is not null as is_deleted,
    case when records.master is not null then salesforce_id('00Q', records.master + 1) end as master_record_id,
    false as _fivetran_deleted,
    synced(coalesce(records.merged_at, records.converted_at, records.created_at), records.record)
        as _fivetran_synced
from records
inner join everybody using (person)
left join known_accounts as accounts on everybody.account = accounts.account
left join our_users as users on accounts.developer = users.name
where records.is_lead
order by records.created_at, records.record
