-- Deals of all sources in their own currency, with the rate of their own date.
with deals as (

    {{ shape_rows('deals') }}

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
