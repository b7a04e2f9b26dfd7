-- The UTM parameters of visits that make reports fall apart: which, what is wrong with them, how many visits.
select
    utm_problem,
    utm_source,
    utm_medium,
    utm_campaign,
    count(*) as session_count,
    min(started_at) as first_touched_at,
    max(started_at) as last_touched_at
from {{ ref('int_web_visits') }}
where utm_problem is not null
group by utm_problem, utm_source, utm_medium, utm_campaign
