-- The stages a deal went through, in order, each with how long the deal stayed. A deal that comes back to
-- a stage has an entry more.
with deal_stages as (

    {{ shape_rows('deal_stages') }}

)

select
    deal_stages.deal_id,
    deals.account_id,
    row_number() over in_order as stage_number,
    deal_stages.stage,
    deal_stages.entered_at,
    lead(deal_stages.entered_at) over in_order as left_at,
    row_number() over same_stage as entry_number,
    row_number() over same_stage = 1 as is_first_entry,
    row_number() over same_stage = count(*) over (partition by deal_stages.deal_id, deal_stages.stage) as is_last_entry,
    deal_stages.source_system
from deal_stages
inner join {{ ref('int_deals') }} as deals on deal_stages.deal_id = deals.deal_id
window
    in_order as (partition by deal_stages.deal_id order by deal_stages.entered_at, deal_stages.stage),
    same_stage as (partition by deal_stages.deal_id, deal_stages.stage order by deal_stages.entered_at)
