-- The session that a given touch belongs to: the one it happened in, else the nearest that its visitor
-- had within half an hour of it.
with placed as (

    {{ sessions_and_touches('true') }}

),

around as (

    select
        touch_id,
        touched_at,
        {{ last_known('session_id') }} over so_far as previous_session_id,
        {{ last_known('ended_at') }} over so_far as previous_ended_at,
        {{ first_known('session_id') }} over from_here as next_session_id,
        {{ first_known('started_at') }} over from_here as next_started_at
    from placed
    window {{ looking_back_and_ahead() }}

),

near as (

    select
        touch_id,
        touched_at,
        previous_ended_at,
        next_started_at,
        case when touched_at <= previous_ended_at + interval '30' minute then previous_session_id end as previous_session_id,
        case when next_started_at <= touched_at + interval '30' minute then next_session_id end as next_session_id
    from around
    where touch_id is not null

)

select
    touch_id,
    case
        when touched_at - previous_ended_at > next_started_at - touched_at then coalesce(next_session_id, previous_session_id)
        else coalesce(previous_session_id, next_session_id)
    end as session_id
from near
where coalesce(previous_session_id, next_session_id) is not null
