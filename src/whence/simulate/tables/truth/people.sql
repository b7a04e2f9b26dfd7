with found as (

    from raw_people
    union all
    select distinct
        person,
        'email',
        lower(email),
        null
    from records
    union all
    select distinct
        person,
        'anonymous_id',
        anonymous_id,
        null
    from visits
    union all
    select distinct
        person,
        'user_id',
        user_id,
        null
    from visits
    where user_id is not null

)

select
    person_key(found.person) as person_id,
    everybody.kind as person_kind,
    account_key(everybody.account) as account_id,
    found.record_type,
    found.record_id,
    found.surviving_id
from found
inner join everybody using (person)
order by found.person, found.record_type, found.record_id
