select
    'ajs-' || left(md5('group ' || visits.visit), 24) as id,
    visits.identified_at + interval 3 second as timestamp,
    visits.identified_at + interval 4 second as received_at,
    visits.anonymous_id,
    visits.user_id,
    case when visits.visit % 3 < 2 then account_key(visits.account) else 'ws-' || visits.account end as group_id,
    accounts.account_name as name,
    case when accounts.has_website then accounts.domain end as domain
from visits
inner join known_accounts as accounts using (account)
where visits.has_group and visits.identified_at is not null
order by timestamp, visits.visit
