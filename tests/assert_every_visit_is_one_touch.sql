-- Every session has one touch that stands for it: a visit the source gave, or the session itself.
select
    sessions.session_id,
    count(touches.touch_id) as touches
from {{ ref('int_sessions') }} as sessions
left join {{ ref('int_visits') }} as visits on sessions.session_id = visits.session_id
left join {{ ref('int_touches') }} as touches on visits.touch_id = touches.touch_id
group by sessions.session_id
having count(touches.touch_id) <> 1
