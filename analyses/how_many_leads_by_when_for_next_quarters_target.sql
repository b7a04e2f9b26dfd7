-- How many leads by when for next quarter's target? Every step that the target of the next quarter takes, by segment: how
-- many are needed, until which day, how many there are, how many are missing, and whether that day is over.
with now as (

    select max(touched_at) as latest_touch
    from {{ ref('touches') }}

),

-- the quarter that begins next; where nobody planned so far, the last that was planned
next_quarter as (

    select
        max(now.latest_touch) as latest_touch,
        coalesce(
            min(plan.period_start) filter (where plan.period_start > now.latest_touch),
            max(plan.period_start)
        ) as period_start
    from {{ ref('revenue_plan') }} as plan
    cross join now

)

select
    plan.period_start as quarter,
    plan.segment,
    plan.step,
    plan.segment_revenue_target,
    round(plan.needed_count, 1) as needed,
    plan.needed_by,
    plan.existing_count as there_are,
    round(plan.missing_count, 1) as missing,
    plan.missing_count > 0 and plan.needed_by < cast(next_quarter.latest_touch as date) as is_too_late
from {{ ref('revenue_plan') }} as plan
inner join next_quarter on plan.period_start = next_quarter.period_start
order by plan.needed_by asc, plan.segment asc, plan.step asc
