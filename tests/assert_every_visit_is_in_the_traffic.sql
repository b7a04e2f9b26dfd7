-- Every session is once in each kind of period of web_traffic, and so is each visitor's first one.
with sessions as (

    select
        count(*) as session_count,
        count(*) filter (where is_first_session) as new_session_count
    from {{ ref('int_sessions') }}

),

shown as (

    select
        period,
        sum(session_count) as session_count,
        sum(new_session_count) as new_session_count
    from {{ ref('web_traffic') }}
    group by period

)

select
    shown.period,
    shown.session_count as shown_sessions,
    sessions.session_count
from shown
cross join sessions
where shown.session_count <> sessions.session_count or shown.new_session_count <> sessions.new_session_count
