-- The way of each deal to where it is: its steps in order, each with the step before it. What comes at the
-- same instant is ordered as it usually happens. A stage counts when it is first entered; the last one of a
-- closed deal is its close.
with steps as (

    select
        deal_id,
        'lead' as step,
        1 as step_rank,
        lead_created_at as reached_at
    from {{ ref('int_journeys') }}
    where goal = 'opportunity' and lead_created_at is not null
    union all
    select deal_id, 'demo requested', 2, min(touched_at)
    from {{ ref('int_journey_touches') }}
    where goal = 'opportunity' and touch_type = 'form_submission' and lower(content) like '%demo%'
    group by deal_id
    union all
    select deal_id, 'demo held', 3, min(touched_at)
    from {{ ref('int_journey_touches') }}
    where goal = 'opportunity' and touch_type = 'demo'
    group by deal_id
    union all
    select deal_id, 'opportunity', 4, created_at
    from {{ ref('int_deal_profiles') }}
    union all
    select stages.deal_id, stages.stage, 5, stages.first_entered_at
    from {{ ref('int_deal_stage_milestones') }} as stages
    inner join {{ ref('int_deal_profiles') }} as deals on stages.deal_id = deals.deal_id
    where not stages.is_skipped and (deals.outcome = 'open' or stages.stage is distinct from deals.stage)
    union all
    select deal_id, outcome, 6, closed_at
    from {{ ref('int_deal_profiles') }}
    where outcome <> 'open' and closed_at is not null

)

select
    deal_id,
    step,
    reached_at,
    cast(row_number() over in_order as bigint) as step_number,
    lag(step) over in_order as from_step,
    {{ days_between('lag(reached_at) over in_order', 'reached_at') }} as days
from steps
window in_order as (partition by deal_id order by reached_at, step_rank, step)
