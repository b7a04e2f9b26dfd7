-- The touches of a deal are those of its journey to the close, or so far as it is open to its
-- creation.
with deal_touches as (

    select
        deal_id,
        max(touch_count) as touch_count,
        min(touched_at) as first_touched_at
    from {{ ref('int_journey_touches') }}
    where deal_id is not null
    group by deal_id

),

deal_people as (

    select
        deal_id,
        count(*) as contact_count
    from {{ ref('int_deal_contacts') }}
    group by deal_id

)

select
    deals.deal_id,
    deals.account_id,
    deals.deal_name,
    deals.deal_type,
    deals.created_at,
    deals.expected_close_date,
    deals.closed_at,
    {{ fiscal_quarter('coalesce(deals.closed_at, deals.expected_close_date)', var('fiscal_year_starts_in')) }} as fiscal_quarter,
    deals.stage,
    deals.outcome,
    deals.amount,
    deals.is_amount_missing,
    deals.original_amount,
    deals.original_currency,
    deals.term_months,
    deals.probability,
    deals.owner,
    deals.lead_source,
    deals.self_reported_source,
    deals.loss_reason,
    deals.competitor,
    deals.primary_campaign_id,
    coalesce(deal_people.contact_count, 0) as contact_count,
    coalesce(deal_touches.touch_count, 0) as touch_count,
    deal_touches.first_touched_at,
    {{ days_between('deals.created_at', 'deals.closed_at') }} as days_to_close,
    deals.source_system
from {{ ref('int_deals') }} as deals
left join deal_touches on deals.deal_id = deal_touches.deal_id
left join deal_people on deals.deal_id = deal_people.deal_id
