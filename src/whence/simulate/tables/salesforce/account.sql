select
    salesforce_id('001', copies.number) as id,
    false as _fivetran_deleted,
    accounts.account_name
    || case when copies.copy > 0 then ' (duplicate)' else '' end as name,
    case when accounts.account in (select account from drawn_deals where outcome = 'won')
        then 'Customer' else 'Prospect'
    end as type,
    case when accounts.parent >= 0 then salesforce_id('001', accounts.parent + 1) end as parent_id,
    accounts.website,
    accounts.industry,
    accounts.employees as number_of_employees,
    accounts.country as billing_country,
    salesforce_id('005', users.number) as owner_id,
    accounts.currency as currency_iso_code,
    accounts.segment as segment_c,
    accounts.target_tier > 0 as is_target_account_c,
    case when accounts.target_tier > 0 then 'Tier ' || accounts.target_tier end as target_tier_c,
    cast(null as varchar) as account_source,
    copies.created_at as created_date,
    coalesce(copies.merged_at, copies.created_at) as last_modified_date,
    copies.copy > 0 as is_deleted,
    case when copies.copy > 0 then salesforce_id('001', copies.master_number) end as master_record_id,
    synced(coalesce(copies.merged_at, copies.created_at), copies.number) as _fivetran_synced
from account_copies as copies
inner join known_accounts as accounts using (account)
inner join our_users as users on accounts.seller = users.name
union all by name
select
    salesforce_id('001', 990000001) as id,
    true as _fivetran_deleted,
    'Test account, do not use' as name,
    'Prospect' as type,
    'www.whence.example' as website,
    salesforce_id('005', 1) as owner_id,
    'USD' as currency_iso_code,
    timestamp '2024-05-02 08:00:00' as created_date,
    timestamp '2024-05-03 08:00:00' as last_modified_date,
    true as is_deleted,
    timestamp '2024-05-03 09:12:00' as _fivetran_synced
order by created_date, id
