-- Every journey is in the long credits once per configured rule, as many touches as eligible.
with expected as (

    select
        journeys.journey_id,
        rules.rule,
        greatest(count(touches.touch_id), 1) as row_count
    from {{ ref('int_journeys') }} as journeys
    inner join {{ ref('int_goals_and_rules') }} as rules on journeys.goal = rules.goal
    left join {{ ref('int_journey_touches') }} as touches on journeys.journey_id = touches.journey_id
    group by journeys.journey_id, rules.rule

),

found as (

    select
        journey_id,
        rule,
        count(*) as row_count
    from {{ ref('attribution_credits') }}
    group by journey_id, rule

)

select
    coalesce(expected.journey_id, found.journey_id) as journey_id,
    coalesce(expected.rule, found.rule) as rule,
    expected.row_count as expected_rows,
    found.row_count as found_rows
from expected
full outer join found on expected.journey_id = found.journey_id and expected.rule = found.rule
where expected.row_count is distinct from found.row_count
