-- Spend of all sources in its own currency, with the rate of its day.
with spend as (

    {% for source in var('spend_sources') or ['files'] %}
    select
        spend_date,
        channel,
        platform,
        campaign_id,
        campaign_name,
        cost,
        currency,
        impressions,
        clicks,
        reactions,
        comments,
        shares,
        follows,
        company_domain,
        source_system
    from {{ ref('stg_' ~ source ~ '__spend') }}{{ ' where false' if not var('spend_sources') }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    spend.*,
    exchange_rates.rate as exchange_rate
from spend
left join {{ ref('int_exchange_rates') }} as exchange_rates
    on
        coalesce(spend.currency, '{{ var("reporting_currency") }}') = exchange_rates.currency
        and spend.spend_date >= exchange_rates.valid_from
        and spend.spend_date < exchange_rates.valid_to
