-- How far each source's touches lead: to a person, to an account, and by which step of the ladder.
select
    source_system,
    touch_type,
    match_method,
    count(*) as touch_count,
    count(contact_id) as touches_with_contact,
    count(account_id) as touches_with_account,
    min(touched_at) as first_touched_at,
    max(touched_at) as last_touched_at
from {{ ref('touches') }}
group by source_system, touch_type, match_method
