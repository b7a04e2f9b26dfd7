-- For every goal a touch is either in a journey or among the excluded touches, never both,
-- never neither.
with places as (

    select distinct goal, touch_id, 1 as in_journey, 0 as is_excluded
    from {{ ref('int_journey_touches') }}
    union all
    select goal, touch_id, 0, 1
    from {{ ref('excluded_touches') }}

),

counted as (

    select
        goals.goal,
        touches.touch_id,
        coalesce(sum(places.in_journey), 0) + coalesce(sum(places.is_excluded), 0) as place_count
    from {{ ref('touches') }} as touches
    cross join {{ ref('goals') }} as goals
    left join places on goals.goal = places.goal and touches.touch_id = places.touch_id
    group by goals.goal, touches.touch_id

)

select *
from counted
where place_count <> 1
