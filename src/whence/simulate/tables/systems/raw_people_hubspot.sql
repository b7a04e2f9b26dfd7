-- Every record of every person, and the record that is left of it.
create temp table raw_people as
select
    contacts.person,
    'hubspot:contact' as record_type,
    cast(contacts.id as varchar) as record_id,
    cast(case when contacts.master_id is null then contacts.id else main.id end as varchar) as surviving_id
from hubspot_contacts as contacts
inner join hubspot_contacts as main on contacts.person = main.person and main.copy = 'main';
