-- Everybody who comes by: people of accounts, outsiders and our own staff.
create temp table everybody as
select
    people.person,
    people.account,
    'market' as kind,
    -- who changed jobs kept the name
    former.first_name,
    former.last_name,
    people.title,
    lower(former.first_name || '.' || former.last_name) || '@' || accounts.domain as work_mail,
    lower(former.first_name || former.last_name || people.person)
    || case when people.person % 3 = 0 then '@outlook.com' else '@gmail.com' end as private_mail,
    accounts.account_name as company,
    people.known_at,
    people.lead_at,
    people.mql_at,
    people.sql_at,
    nullif(people.lead_source, '') as lead_source,
    contacts.contact_at,
    contacts.is_merged and contacts.contact_at is not null as is_merged,
    contacts.has_mail,
    contacts.former_person
from drawn_people as people
inner join drawn_contacts as contacts using (person)
inner join drawn_people as former on contacts.former_person = former.person
inner join known_accounts as accounts on people.account = accounts.account
union all by name
select
    person,
    'outsider' as kind,
    first_name,
    last_name,
    case when person % 2 = 0 then 'Student' else 'Consultant' end as title,
    lower(first_name || '.' || last_name) || '@' || place || '.example' as work_mail,
    lower(first_name || last_name || person) || '@gmail.com' as private_mail,
    case when person % 3 = 0 then 'n/a' else upper(left(place, 1)) || substr(place, 2) end as company,
    asked_at as known_at,
    asked_at as lead_at,
    'Website' as lead_source,
    person as former_person
from strangers
union all by name
select
    person,
    'staff' as kind,
    split_part(name, ' ', 1) as first_name,
    split_part(name, ' ', 2) as last_name,
    email as work_mail,
    person as former_person
from our_users;

create temp table records as
select
    drawn.record,
    drawn.person,
    everybody.account,
    drawn.touch,
    drawn.touch < 0 as is_main,
    drawn.created_at,
    case drawn.mail
        when 0 then everybody.work_mail
        when 1 then case when drawn.record % 2 = 0
            then everybody.first_name || '.' || everybody.last_name
            else upper(everybody.first_name || '.' || everybody.last_name)
        end || '@' || split_part(everybody.work_mail, '@', 2)
        else everybody.private_mail
    end as email,
    drawn.mail = 2 as is_private,
    drawn.mail = 2 and drawn.is_company_odd as is_company_odd,
    case
        when drawn.mail < 2 or not drawn.is_company_odd or everybody.account is null
            then everybody.company
        when drawn.record % 2 = 0 then accounts.stem
        else 'Self-employed'
    end as company,
    drawn.is_lead,
    nullif(drawn.master, -1) as master,
    drawn.merged_at,
    drawn.is_converted,
    case when drawn.is_converted then greatest(everybody.contact_at, drawn.created_at) end
        as converted_at
from drawn_records as drawn
inner join everybody using (person)
left join known_accounts as accounts on everybody.account = accounts.account;

create temp table main_records as
select
    person,
    record,
    email,
    is_lead
from records
where is_main;

-- a lead that was merged away, to which activities may still point
create temp table old_records as
select
    person,
    min(record) as record,
    max(merged_at) as merged_at
from records
where master is not null
group by person;

-- the contacts of each person, by what made them: its own, its merged copy, another account's
create temp table contact_copies as
select
    everybody.person,
    'own' as copy,
    everybody.person + 1 as number,
    cast(null as bigint) as master_number,
    everybody.account,
    everybody.contact_at as created_at,
    cast(null as timestamp) as merged_at
from everybody
where everybody.contact_at is not null
union all
select
    person,
    'merged',
    person + 1 + 500000000,
    person + 1,
    account,
    contact_at,
    contact_at + interval 60 day
from everybody
where contact_at is not null and is_merged
union all
select
    jobs.person,
    'second job',
    jobs.person + 1 + 700000000,
    null,
    deals.account,
    deals.created_at + interval 1 hour,
    null
from drawn_second_jobs as jobs
inner join drawn_deals as deals using (deal);
