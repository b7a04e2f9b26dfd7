-- The stages a deal went through, in order, each with how long the deal stayed.
with deal_stages as (

    {% for source in var('deal_sources') or ['files'] %}
    select
        deal_id,
        stage,
        entered_at,
        source_system
    from {{ ref('stg_' ~ source ~ '__deal_stages') }}{{ ' where false' if not var('deal_sources') }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    deal_stages.deal_id,
    deals.account_id,
    row_number() over in_order as stage_number,
    deal_stages.stage,
    deal_stages.entered_at,
    lead(deal_stages.entered_at) over in_order as left_at,
    deal_stages.source_system
from deal_stages
inner join {{ ref('int_deals') }} as deals on deal_stages.deal_id = deals.deal_id
window in_order as (partition by deal_stages.deal_id order by deal_stages.entered_at, deal_stages.stage)
