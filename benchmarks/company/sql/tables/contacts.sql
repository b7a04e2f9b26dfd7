-- Records of people: those known, and earlier records of them that were merged or converted.
with records as (

    select
        *,
        unnest(range(copies_of(person) + 1)) as copy_number
    from drawn_people
    where is_known(person)

)

select
    case when copy_number = 0 then contact_id_of(person) else lead_id_of(person, copy_number) end as contact_id,
    case when copy_number = 0 then 'contact' else 'lead' end as record_type,
    case when copy_number = 0 then account_id end as account_id,
    -- a double is there because the person gave another address
    case
        when copy_number = 0 then email_of(person, domain)
        else local_part_of(person) || printf('.%x.%d@outlook.com', person, copy_number)
    end as email,
    case when copy_number = 0 and unit(drawn(2, person, 4)) < 0.55 then visitor_of(person, 0) end as anonymous_id,
    full_name_of(person) as full_name,
    at_place(titles(), drawn(2, person, 5)) as title,
    at_place(roles(), drawn(2, person, 5)) as buying_role,
    account_name as company_name,
    'https://www.' || domain as website,
    at_second(known_at) as created_at,
    case when unit(drawn(2, person, 6)) < 0.92 then at_second(known_at) end as lead_created_at,
    case when unit(drawn(2, person, 7)) < 0.42 then at_second(known_at + day() * 20 * unit(drawn(2, person, 8))) end as mql_at,
    case when unit(drawn(2, person, 7)) < 0.20
        then at_second(known_at + day() * (21 + 20 * unit(drawn(2, person, 9))))
    end as sql_at,
    at_place(lead_sources(), drawn(2, person, 10)) as lead_source
from records
where copy_number = 0 or unit(drawn(2, person, 11)) < 0.5
