-- How often each channel touched a journey, and how often just before its end.
select
    journey_id,
    channel,
    count(*) as touch_count,
    count(*) filter (where days_before_conversion <= 14) as late_touch_count
from {{ ref('int_journey_touches') }}
group by journey_id, channel
