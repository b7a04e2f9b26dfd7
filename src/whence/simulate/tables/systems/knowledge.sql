-- What browsers told of who sits before them. A user without an address is known if the same user
-- gave it elsewhere.
create temp table device_evidence as
select
    identifies.anonymous_id,
    identifies.happened_at,
    identifies.person,
    case
        when identifies.record is null then null
        when max(identifies.email) over (partition by identifies.user_id) is null then null
        when records.is_private then knowledge.known_by
        else mails.known_by
    end as known_by
from identifies
left join records using (record)
left join record_knowledge as knowledge using (record)
left join mail_knowledge as mails on identifies.person = mails.person
union all
select
    visits.anonymous_id,
    visits.identified_at,
    visits.person,
    'group_call'
from visits
inner join known_accounts as accounts on visits.account = accounts.account
where
    visits.has_group and visits.identified_at is not null
    and (visits.visit % 3 < 2 or accounts.is_domain_own);

create temp table devices as
select
    anonymous_id,
    count(distinct person) as person_count,
    max(known_by) filter (where known_by is not null) as known_by
from device_evidence
group by anonymous_id;

-- A browser of one person is known before and after; one that came along to another account is of
-- whom it last said, and before it said anything of whom it said first.
create temp table visit_knowledge as
select
    visits.visit,
    case
        when visits.account is null or devices.known_by is null then null
        when devices.person_count = 1 then 'device'
        when coalesce(latest.person, first.person) = visits.person
            and coalesce(latest.known_by, first.known_by) is not null then 'device'
    end as known_by
from visits
left join devices using (anonymous_id)
left join (
    select
        anonymous_id,
        arg_min(person, happened_at) as person,
        arg_min(known_by, happened_at) as known_by
    from device_evidence
    group by anonymous_id
) as first using (anonymous_id)
asof left join device_evidence as latest
    on visits.anonymous_id = latest.anonymous_id
    and visits.happened_at + interval 10 second >= latest.happened_at;

create temp table recording_knowledge as
select
    calls.id,
    case
        when calls.account is not null and calls.number % 20 < 13 then 'crm_link'
        else max(mails.known_by)
    end as known_by
from recorded_calls as calls
left join call_people as people on calls.id = people.call_id and people.email_address is not null
left join everybody on people.email_address = everybody.work_mail and everybody.kind = 'market'
left join mail_knowledge as mails using (person)
group by calls.id, calls.account, calls.number;
