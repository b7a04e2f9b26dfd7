-- The journeys that end where a deal was won or lost: what is learned from. A deal is learned from once,
-- however many goals it reaches by its close.
with closings as (

    select
        journeys.journey_id,
        journeys.deal_id,
        goals.event = 'deal_won' as is_won,
        row_number() over (partition by journeys.deal_id order by journeys.goal) as goal_number
    from {{ ref('int_journeys') }} as journeys
    inner join {{ ref('goals') }} as goals on journeys.goal = goals.goal
    where goals.event in ('deal_won', 'deal_lost')

)

select
    journey_id,
    deal_id,
    is_won
from closings
where goal_number = 1
