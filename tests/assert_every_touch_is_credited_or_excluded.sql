-- For every goal a touch is either in a journey or among the excluded touches, never both,
-- never neither.
with credited as (

    select distinct
        goal,
        touch_id
    from {{ ref('int_journey_touches') }}

),

counts as (

    select
        goals.goal,
        (select count(*) from {{ ref('touches') }}) as touches,
        (
            select count(*) from credited
            where credited.goal = goals.goal
        ) as credited,
        (
            select count(*) from {{ ref('excluded_touches') }} as excluded
            where excluded.goal = goals.goal
        ) as excluded
    from {{ ref('goals') }} as goals

)

select
    goal,
    null as touch_id
from counts
where touches <> credited + excluded
union all
select
    credited.goal,
    credited.touch_id
from credited
inner join {{ ref('excluded_touches') }} as excluded
    on credited.goal = excluded.goal and credited.touch_id = excluded.touch_id
