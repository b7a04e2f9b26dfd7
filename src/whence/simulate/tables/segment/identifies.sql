select
    'ajs-' || left(md5('identify ' || identifies.visit), 24) as id,
    identifies.happened_at as timestamp,
    identifies.happened_at + interval 1 second as received_at,
    identifies.anonymous_id,
    identifies.user_id,
    identifies.email,
    case when identifies.email is not null and records.company is not null then records.company end as company,
    'analytics.js' as context_library_name
from identifies
left join records using (record)
order by identifies.happened_at, identifies.visit
