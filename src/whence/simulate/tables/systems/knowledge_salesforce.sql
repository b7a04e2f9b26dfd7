-- How the account of each record can be known from the raw tables, by the first of the documented
-- ways that works; null where none does. A record that was merged is known as its survivor is.
create temp table survivors as
with recursive steps as (

    select
        record,
        record as survivor
    from records
    union all
    select
        steps.record,
        records.master
    from steps
    inner join records on steps.survivor = records.record
    where records.master is not null

)

select
    steps.record,
    steps.survivor
from steps
inner join records on steps.survivor = records.record
where records.master is null;

create temp table record_knowledge as
select
    survivors.record,
    case
        when everybody.account is null then null
        when everybody.contact_at is not null and (records.is_main or records.is_converted) then 'crm_link'
        when not records.is_private and everybody.contact_at is not null and everybody.has_mail then 'email'
        when not records.is_private and accounts.is_domain_own then 'email_domain'
        when not records.is_company_odd then 'company_name'
    end as known_by
from survivors
inner join records on survivors.survivor = records.record
inner join everybody using (person)
left join known_accounts as accounts on everybody.account = accounts.account;

-- what the address at work alone can tell
create temp table mail_knowledge as
select
    everybody.person,
    case
        when everybody.contact_at is not null and everybody.has_mail then 'email'
        when accounts.is_domain_own then 'email_domain'
        when bool_or(not records.is_private and knowledge.known_by is not null) then 'email'
    end as known_by
from everybody
inner join known_accounts as accounts on everybody.account = accounts.account
left join records on everybody.person = records.person
left join record_knowledge as knowledge using (record)
group by everybody.person, everybody.contact_at, everybody.has_mail, accounts.is_domain_own;

-- Marketo knows the CRM's record of most; of the others it has what they wrote.
create temp table mailer_knowledge as
select
    survivors.record,
    case
        when survivor.record % 13 <> 5 then knowledge.known_by
        when everybody.account is null then null
        when not survivor.is_private then coalesce(mails.known_by, 'company_name')
        when not survivor.is_company_odd then 'company_name'
    end as known_by
from survivors
inner join records as survivor on survivors.survivor = survivor.record
inner join record_knowledge as knowledge on survivor.record = knowledge.record
inner join everybody using (person)
left join mail_knowledge as mails using (person);
