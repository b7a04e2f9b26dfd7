select
    salesforce_id('003', copies.number) as id,
    salesforce_id('001', copies.account + 1) as account_id,
    everybody.first_name,
    everybody.last_name,
    everybody.first_name || ' ' || everybody.last_name as name,
    case when everybody.has_mail or copies.copy <> 'own' then
        case when copies.number % 6 = 0
            then everybody.first_name || '.' || everybody.last_name || '@' || split_part(everybody.work_mail, '@', 2)
            else everybody.work_mail
        end
    end as email,
    case when copies.copy = 'second job' then 'Advisor' else everybody.title end as title,
    everybody.lead_source,
    salesforce_id('005', users.number) as owner_id,
    case when copies.copy = 'own' then everybody.mql_at end as mql_date_c,
    case when copies.copy = 'own' then everybody.sql_at end as sql_date_c,
    false as has_opted_out_of_email,
    copies.created_at as created_date,
    coalesce(copies.merged_at, copies.created_at) as last_modified_date,
    copies.merged_at is not null as is_deleted,
    case when copies.master_number is not null then salesforce_id('003', copies.master_number) end
        as master_record_id,
    false as _fivetran_deleted,
    synced(coalesce(copies.merged_at, copies.created_at), copies.number) as _fivetran_synced
from contact_copies as copies
inner join everybody using (person)
inner join known_accounts as accounts on copies.account = accounts.account
inner join our_users as users on accounts.seller = users.name
order by copies.created_at, copies.number
