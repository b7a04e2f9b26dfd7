-- How many touches of each source and type lead to a person and to an account, and by what.
select
    source_system,
    touch_type,
    identified_by,
    match_method,
    count(*) as touch_count,
    count(contact_id) as touches_with_contact,
    count(account_id) as touches_with_account
from {{ ref('int_resolved_touches') }}
group by source_system, touch_type, identified_by, match_method
