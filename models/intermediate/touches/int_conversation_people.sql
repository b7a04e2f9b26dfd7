-- With whom the conversations were that one system logged and another recorded: of all who took part in the
-- recording, the person it was logged for.
select
    repeated.counted_touch_id as touch_id,
    logged.contact_id,
    logged.buying_role
from {{ ref('int_repeated_touches') }} as repeated
inner join {{ ref('int_resolved_touches') }} as logged on repeated.touch_id = logged.touch_id
inner join {{ ref('int_resolved_touches') }} as counted on repeated.counted_touch_id = counted.touch_id
where logged.contact_id is not null
qualify
    row_number() over (
        partition by repeated.counted_touch_id
        -- several people may each have a log of one meeting
        order by case when logged.contact_id = counted.contact_id then 1 else 2 end, logged.touch_id
    ) = 1
