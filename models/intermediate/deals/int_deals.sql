-- Deals in the reporting currency, with the account they belong to by now. A deal in a currency without a
-- rate is a rejected row, and one that was merged into another.
select
    deals.deal_id,
    keys.account_id,
    deals.deal_name,
    deals.deal_type,
    deals.created_at,
    deals.expected_close_date,
    deals.closed_at,
    deals.stage,
    deals.outcome,
    {{ converted('coalesce(deals.amount, 0)') }} as amount,
    deals.amount is null as is_amount_missing,
    coalesce(deals.currency, '{{ var("reporting_currency") }}') as original_currency,
    cast(deals.amount as decimal(18, 2)) as original_amount,
    deals.term_months,
    deals.probability,
    deals.owner,
    deals.lead_source,
    deals.self_reported_source,
    deals.loss_reason,
    deals.competitor,
    deals.primary_campaign_id,
    deals.source_system
from {{ ref('int_source_deals') }} as deals
inner join {{ ref('int_account_keys') }} as keys on deals.account_id = keys.record_id
left join {{ ref('int_merged_records') }} as merged on merged.record_type = 'deal' and deals.deal_id = merged.merged_id
where deals.exchange_rate is not null and merged.merged_id is null
