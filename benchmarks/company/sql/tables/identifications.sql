-- Calls of the website by which a browser says who it is: by address or record, or for which company.
select
    at_second(starts_at + (ends_at - starts_at) * unit(drawn(2, person, 14))) as identified_at,
    visitor_of(person, 0) as anonymous_id,
    case when unit(drawn(2, person, 13)) < 0.1 then contact_id_of(person) end as contact_id,
    case when unit(drawn(2, person, 13)) < 0.3 and unit(drawn(2, person, 13)) >= 0.1
        then email_of(person, domain)
    end as email,
    case when unit(drawn(2, person, 13)) >= 0.3 then domain end as company_domain,
    case when unit(drawn(2, person, 13)) >= 0.3 then 'group' else 'identify' end as match_method
from drawn_people
where unit(drawn(2, person, 13)) < 0.35 and is_known(person)
