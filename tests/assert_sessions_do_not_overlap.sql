-- A visitor is in one session at a time: none begins before the one before it has ended.
with in_order as (

    select
        session_id,
        started_at,
        ended_at,
        lag(ended_at) over (partition by source_system, visitor order by started_at, session_id) as previous_ended_at
    from {{ ref('int_sessions') }}

)

select *
from in_order
where started_at < previous_ended_at or ended_at < started_at
