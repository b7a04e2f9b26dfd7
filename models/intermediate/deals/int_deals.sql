-- Deals in the reporting currency. A deal in a currency without a rate is a rejected row.
select
    deal_id,
    account_id,
    deal_name,
    deal_type,
    created_at,
    expected_close_date,
    closed_at,
    stage,
    outcome,
    {{ converted('coalesce(amount, 0)') }} as amount,
    amount is null as is_amount_missing,
    coalesce(currency, '{{ var("reporting_currency") }}') as original_currency,
    cast(amount as decimal(18, 2)) as original_amount,
    term_months,
    probability,
    owner,
    lead_source,
    self_reported_source,
    loss_reason,
    competitor,
    primary_campaign_id,
    source_system
from {{ ref('int_source_deals') }}
where exchange_rate is not null
