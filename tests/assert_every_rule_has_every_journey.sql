-- Every journey is credited once per touch, or once when nobody was seen in it, and the long
-- credits hold all of that for every configured rule.
with expected as (

    select
        journeys.journey_id,
        greatest(count(touches.touch_id), 1) as row_count
    from {{ ref('int_journeys') }} as journeys
    left join {{ ref('int_journey_touches') }} as touches on journeys.journey_id = touches.journey_id
    group by journeys.journey_id

),

found as (

    select
        journey_id,
        count(*) as row_count
    from {{ ref('touch_credits') }}
    group by journey_id

),

totals as (

    select sum(row_count) as row_count from expected

),

rules as (

    select distinct rule from {{ ref('int_goals_and_rules') }}

),

rows_per_rule as (

    select
        rule,
        count(*) as row_count
    from {{ ref('attribution_credits') }}
    group by rule

)

select
    coalesce(expected.journey_id, found.journey_id) as what,
    expected.row_count as expected_rows,
    found.row_count as found_rows
from expected
full outer join found on expected.journey_id = found.journey_id
where expected.row_count is distinct from found.row_count
union all
select
    coalesce(rules.rule, rows_per_rule.rule),
    totals.row_count,
    rows_per_rule.row_count
from rules
cross join totals
full outer join rows_per_rule on rules.rule = rows_per_rule.rule
where totals.row_count > 0 and totals.row_count is distinct from rows_per_rule.row_count
