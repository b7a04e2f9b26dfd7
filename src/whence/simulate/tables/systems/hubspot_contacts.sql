-- HubSpot knows people by their address, in whatever letters: of a person it has one contact for the
-- address at work and another for a private one, until somebody merges them.
create temp table hubspot_contacts as
with mains as (

    select
        records.record,
        records.person,
        records.is_private
    from records
    where records.is_main

),

seconds as (

    select
        records.person,
        min(records.record) as record,
        min(coalesce(records.merged_at, records.converted_at)) as merged_at
    from records
    inner join mains using (person)
    where not records.is_main and records.is_private and not mains.is_private
    group by records.person

)

select
    hubspot_contact_id(mains.record) as id,
    'main' as copy,
    mains.person,
    mains.record,
    cast(null as bigint) as master_id,
    cast(null as timestamp) as merged_at
from mains
union all
select
    hubspot_contact_id(seconds.record),
    'private',
    seconds.person,
    seconds.record,
    case when seconds.merged_at is null then null
        -- to the one that was there then, which has been merged since
        when everybody.is_merged then 520000001 + seconds.person
        else hubspot_contact_id(mains.record)
    end,
    seconds.merged_at
from seconds
inner join mains using (person)
inner join everybody on seconds.person = everybody.person
union all
select
    530000001 + everybody.person,
    'first copy',
    everybody.person,
    mains.record,
    520000001 + everybody.person,
    everybody.contact_at + interval 20 day
from everybody
inner join mains using (person)
where everybody.is_merged
union all
select
    520000001 + everybody.person,
    'second copy',
    everybody.person,
    mains.record,
    hubspot_contact_id(mains.record),
    everybody.contact_at + interval 60 day
from everybody
inner join mains using (person)
where everybody.is_merged;

-- the contact of each record
create temp table hubspot_records as
select
    records.record,
    records.person,
    coalesce(own.id, main.id) as contact_id,
    coalesce(own.master_id is not null, false) as is_merged,
    coalesce(own.copy = 'private', false) as is_second
from records
inner join hubspot_contacts as main on records.person = main.person and main.copy = 'main'
left join hubspot_contacts as own
    on records.person = own.person and own.copy = 'private' and records.is_private and not records.is_main;

-- what each contact of a person says of the person's company
create temp table hubspot_links as
select
    main.person,
    case
        when everybody.contact_at is not null then everybody.account
        -- HubSpot finds the company by the address, where one company has it
        when not records.is_private and accounts.is_domain_own and main.record % 10 <> 3 then everybody.account
    end as account,
    case
        when everybody.contact_at is null then records.email
        when everybody.has_mail then everybody.work_mail
    end as email,
    case when everybody.contact_at is not null and records.is_private then records.email end as other_email
from hubspot_contacts as main
inner join records using (record)
inner join everybody on main.person = everybody.person
left join known_accounts as accounts on everybody.account = accounts.account
where main.copy = 'main';

create temp table activity_links as
select
    activities.number,
    2000000000 + activities.number as engagement_id,
    case
        when activities.is_stale and everybody.is_merged and activities.happened_at < everybody.contact_at + interval 60 day
            then 520000001 + activities.person
        else main.id
    end as contact_id,
    case when links.account is not null and activities.number % 8 <> 3 then
        cast(account_key(activities.account) as bigint)
        + case when activities.is_stale and accounts.merged_count > 0 then 50000000 else 0 end
    end as company_id,
    case when activities.team = 'sales' and activities.happened_at >= activities.deal_created_at
        then cast(deal_key(activities.deal) as bigint)
    end as deal_id,
    users.number as owner,
    users.email as owner_email,
    coalesce(links.email, everybody.work_mail) as contact_email
from sales_activities as activities
inner join everybody using (person)
inner join known_accounts as accounts on activities.account = accounts.account
inner join hubspot_links as links using (person)
inner join hubspot_contacts as main on activities.person = main.person and main.copy = 'main'
inner join our_users as users
    on users.name = case activities.team when 'sales' then activities.seller else activities.developer end;
