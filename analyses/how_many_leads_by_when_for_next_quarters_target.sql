-- How many leads by when for next quarter's target? Every step that the target of the next quarter takes, by segment: how
-- many are needed, until which day, how many there are, how many are missing.
with next_quarter as (

    select min(plan.period_start) as period_start
    from {{ ref('revenue_plan') }} as plan
    inner join {{ ref('calendar') }} as calendar on plan.period_start = calendar.day
    where plan.period_start > (select max(touched_at) from {{ ref('touches') }})

)

select
    plan.period_start as quarter,
    plan.segment,
    plan.step,
    plan.segment_revenue_target,
    round(plan.needed_count, 1) as needed,
    plan.needed_by,
    plan.existing_count as there_are,
    round(plan.missing_count, 1) as missing
from {{ ref('revenue_plan') }} as plan
where plan.period_start = coalesce(
    (select period_start from next_quarter),
    (select max(period_start) from {{ ref('revenue_plan') }})
)
order by plan.needed_by asc, plan.segment asc, plan.step asc
