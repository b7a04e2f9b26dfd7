-- Which touch stands for each session: the visit or ad click that a source gave of the same visitor at
-- the same time, give or take half an hour, else the session itself. A visit counts once.
with placed as (

    {{ sessions_and_touches("touch_type in ('web_session', 'ad_click')") }}

),

around as (

    select
        session_id,
        started_at,
        ended_at,
        {{ last_known('touch_id') }} over so_far as previous_touch_id,
        {{ last_known('touched_at') }} over so_far as previous_touched_at,
        {{ first_known('touch_id') }} over from_here as next_touch_id,
        {{ first_known('touched_at') }} over from_here as next_touched_at
    from placed
    window {{ looking_back_and_ahead() }}

)

select
    session_id,
    case
        when next_touched_at <= ended_at + interval '30' minute then next_touch_id
        when previous_touched_at >= started_at - interval '30' minute then previous_touch_id
        else session_id
    end as touch_id,
    not coalesce(
        next_touched_at <= ended_at + interval '30' minute or previous_touched_at >= started_at - interval '30' minute, false
    ) as is_touch
from around
where session_id is not null
