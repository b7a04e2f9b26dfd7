-- The record of the person that an activity in Salesforce points at. When records are merged or
-- converted their activities move along, but rows that were loaded before may not.
create temp table activity_links as
select
    activities.number,
    case
        when activities.is_stale and old.record is not null and activities.happened_at < old.merged_at
            then salesforce_id('00Q', old.record + 1)
        when activities.is_stale and everybody.is_merged and activities.happened_at < everybody.contact_at + interval 60 day
            then salesforce_id('003', activities.person + 1 + 500000000)
        when everybody.contact_at is not null then salesforce_id('003', activities.person + 1)
        else salesforce_id('00Q', main.record + 1)
    end as who_id,
    case when activities.team = 'sales' and activities.happened_at >= activities.deal_created_at
        then salesforce_id('006', activities.deal + 1)
    end as what_id,
    case when everybody.contact_at is not null
        or (activities.team = 'sales' and activities.happened_at >= activities.deal_created_at)
        then salesforce_id(
            '001',
            activities.account + 1
            + case when activities.is_stale and accounts.merged_count > 0 then 500000000 else 0 end
        )
    end as account_id,
    users.number as owner
from sales_activities as activities
inner join everybody using (person)
inner join known_accounts as accounts on activities.account = accounts.account
inner join main_records as main using (person)
left join old_records as old using (person)
inner join our_users as users
    on users.name = case activities.team when 'sales' then activities.seller else activities.developer end;
