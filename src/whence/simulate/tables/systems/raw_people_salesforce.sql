-- Every record of every person, and the record that is left of it.
create temp table raw_people as
select
    records.person,
    'salesforce:lead' as record_type,
    salesforce_id('00Q', records.record + 1) as record_id,
    case
        when everybody.contact_at is not null and (survivor.is_main or survivor.is_converted)
            then salesforce_id('003', records.person + 1)
        else salesforce_id('00Q', survivor.record + 1)
    end as surviving_id
from records
inner join survivors using (record)
inner join records as survivor on survivors.survivor = survivor.record
inner join everybody on records.person = everybody.person
where records.is_lead
union all
select
    copies.person,
    'salesforce:contact',
    salesforce_id('003', copies.number),
    salesforce_id('003', coalesce(copies.master_number, copies.number))
from contact_copies as copies
union all
select
    records.person,
    'marketo:lead',
    'marketo:lead:' || marketo_lead_id(records.record),
    case
        when survivor.record % 13 = 5 then 'marketo:lead:' || marketo_lead_id(survivor.record)
        when everybody.contact_at is not null and (survivor.is_main or survivor.is_converted)
            then salesforce_id('003', records.person + 1)
        else salesforce_id('00Q', survivor.record + 1)
    end
from marketo_records
inner join records using (record)
inner join survivors using (record)
inner join records as survivor on survivors.survivor = survivor.record
inner join everybody on records.person = everybody.person;
