select
    named.contact_id,
    accounts.account_id,
    named.email,
    case when drawn.is_identified then visitor(drawn.person, 0) end as anonymous_id,
    drawn.title,
    drawn.buying_role,
    drawn.known_at as created_at,
    drawn.lead_at as lead_created_at,
    drawn.mql_at,
    drawn.sql_at,
    nullif(drawn.lead_source, '') as lead_source
from drawn_people as drawn
inner join named_people as named using (person)
inner join named_accounts as accounts using (account)
where named.contact_id is not null
order by named.contact_id
