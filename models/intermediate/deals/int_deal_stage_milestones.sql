-- When a deal first and last entered each stage, and the stages it skipped: those that other deals of its
-- type in the same CRM go through before a stage that it reached.
with entries as (

    select
        stages.deal_id,
        deals.deal_type,
        stages.source_system,
        stages.stage,
        stage_order.position,
        min(stages.entered_at) as first_entered_at,
        max(stages.entered_at) as last_entered_at,
        count(*) as times_entered
    from {{ ref('int_deal_stages') }} as stages
    inner join {{ ref('int_deals') }} as deals on stages.deal_id = deals.deal_id
    left join {{ ref('stage_order') }} as stage_order
        on {{ as_words('stages.stage') }} = {{ as_words('stage_order.stage') }}
    group by stages.deal_id, deals.deal_type, stages.source_system, stages.stage, stage_order.position

),

-- of stages that are the same step, the one most deals enter stands for it
usual_stages as (

    select
        source_system,
        deal_type,
        stage,
        position
    from (
        select source_system, deal_type, stage, position, count(*) as deal_count
        from entries
        where position is not null
        group by source_system, deal_type, stage, position
    ) as counted
    qualify
        row_number() over (
            partition by source_system, coalesce(deal_type, ''), position order by deal_count desc, stage asc
        ) = 1

),

reached as (

    select
        deal_id,
        source_system,
        deal_type,
        max(position) as furthest_position
    from entries
    group by deal_id, source_system, deal_type

)

select
    deal_id,
    stage,
    position as stage_position,
    first_entered_at,
    last_entered_at,
    times_entered,
    false as is_skipped
from entries
union all
select
    reached.deal_id,
    usual_stages.stage,
    usual_stages.position,
    null,
    null,
    0,
    true
from reached
inner join usual_stages
    on
        reached.source_system = usual_stages.source_system
        and coalesce(reached.deal_type, '') = coalesce(usual_stages.deal_type, '')
        and reached.furthest_position > usual_stages.position
left join entries
    on reached.deal_id = entries.deal_id and usual_stages.position = entries.position
where entries.deal_id is null
