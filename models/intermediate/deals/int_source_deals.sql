-- Deals of all sources in their own currency, with the rate of their own date.
with deals as (

    {% for source in var('deal_sources') or ['files'] %}
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
        amount,
        currency,
        term_months,
        probability,
        owner,
        lead_source,
        self_reported_source,
        loss_reason,
        competitor,
        primary_campaign_id,
        source_system
    from {{ ref('stg_' ~ source ~ '__deals') }}{{ ' where false' if not var('deal_sources') }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    deals.*,
    exchange_rates.rate as exchange_rate
from deals
left join {{ ref('int_exchange_rates') }} as exchange_rates
    on
        coalesce(deals.currency, '{{ var("reporting_currency") }}') = exchange_rates.currency
        and coalesce(deals.closed_at, deals.created_at) >= exchange_rates.valid_from
        and coalesce(deals.closed_at, deals.created_at) < exchange_rates.valid_to
