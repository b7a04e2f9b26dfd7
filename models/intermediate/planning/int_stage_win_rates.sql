-- How often deals were won that had been in a stage, as far as that was known at a snapshot: of the deals closed
-- by then. The row without a stage is all of them.
with closed_deals as (

    select
        snapshots.snapshot_at,
        snapshots.is_now,
        deals.deal_id,
        deals.outcome,
        deals.amount
    from {{ ref('int_snapshots') }} as snapshots
    inner join {{ ref('int_deal_profiles') }} as deals
        on deals.outcome <> 'open' and (snapshots.is_now or snapshots.snapshot_at > deals.closed_at)

),

stages_of_deals as (

    select closed_deals.*, stages.stage
    from closed_deals
    inner join {{ ref('int_deal_stage_milestones') }} as stages on closed_deals.deal_id = stages.deal_id
    where not stages.is_skipped
    union all
    select closed_deals.*, null as stage
    from closed_deals

)

select
    snapshot_at,
    is_now,
    stage,
    count(*) filter (where outcome = 'won') as won_deal_count,
    count(*) as closed_deal_count,
    coalesce(sum(amount) filter (where outcome = 'won'), 0) as won_value,
    sum(amount) as closed_value
from stages_of_deals
group by snapshot_at, is_now, stage
