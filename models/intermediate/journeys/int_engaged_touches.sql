-- Touches with which an account shows interest: those of a type that has engagement points and that are
-- not excluded, until the instant the marts speak of. What we only send is none.
select
    touches.account_id,
    touches.touch_id,
    touches.touched_at,
    touches.touch_type,
    touches.channel,
    touches.engagement_points
from {{ ref('int_touches') }} as touches
inner join {{ ref('int_as_of') }} as as_of on touches.touched_at <= as_of.as_of
where touches.exclusion is null and touches.engagement_points > 0
