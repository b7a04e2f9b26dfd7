-- How the account of each record can be known from the raw tables, by the first of the documented
-- ways that works; null where none does.
create temp table record_knowledge as
select
    keys.record,
    case
        when everybody.account is null then null
        when (not keys.is_second or keys.is_merged) and links.account is not null then 'crm_link'
        when not coalesce(origin.is_private, records.is_private) and accounts.is_domain_own then 'email_domain'
        when not records.is_company_odd then 'company_name'
    end as known_by
from hubspot_records as keys
inner join records using (record)
inner join everybody on keys.person = everybody.person
inner join hubspot_links as links on keys.person = links.person
left join records as origin on keys.person = origin.person and origin.is_main and not keys.is_second
left join known_accounts as accounts on everybody.account = accounts.account;

-- what the address at work alone can tell
create temp table mail_knowledge as
select
    everybody.person,
    case
        when links.email = everybody.work_mail and links.account is not null then 'email'
        when accounts.is_domain_own then 'email_domain'
        when lower(links.email) = everybody.work_mail then knowledge.known_by
    end as known_by
from everybody
inner join known_accounts as accounts on everybody.account = accounts.account
left join hubspot_links as links on everybody.person = links.person
left join main_records as main on everybody.person = main.person
left join record_knowledge as knowledge using (record);
