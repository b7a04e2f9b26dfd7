select
    id,
    title,
    -- Gong writes times as they were where the caller sat
    strftime(happened_at + interval 2 hour, '%Y-%m-%dT%H:%M:%S') || '.318+02:00' as started,
    minutes * 60 as duration,
    numeric_id('61', user_number) as primary_user_id,
    case
        when touch_type <> 'call' then 'Conference'
        when direction = 'inbound' then 'Inbound'
        else 'Outbound'
    end as direction,
    case touch_type when 'internal' then 'Internal' else 'External' end as scope,
    case touch_type when 'call' then 'Outreach' else 'Zoom' end as system,
    case touch_type when 'call' then 'Audio' else 'Video' end as media,
    case when touch_type <> 'call' then 'https://zoom.example/j/' || right(id, 9) end as meeting_url,
    'eng' as language,
    false as _fivetran_deleted,
    synced(happened_at + interval 2 hour, number) as _fivetran_synced
from recorded_calls
order by happened_at, number
