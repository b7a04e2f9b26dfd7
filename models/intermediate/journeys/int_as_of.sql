-- The instant the marts speak of: the configured one, else the latest event. Calendars know of meetings to come,
-- so meetings do not move it.
select
    coalesce(
        cast({{ "'" ~ var('as_of') ~ "'" if var('as_of') else 'null' }} as timestamp),
        max(timeline.occurred_at) filter (where not coalesce(touch_types.is_meeting, false)),
        max(timeline.occurred_at)
    ) as as_of
from {{ ref('int_account_timeline') }} as timeline
left join {{ ref('touch_types') }} as touch_types
    on timeline.event_kind = 'touch' and timeline.event = touch_types.touch_type
