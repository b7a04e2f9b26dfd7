{{ config(enabled=is_connected('salesforce')) }}

-- From which day on one unit of a currency is worth how much of the company's own.
with rates as ({{ salesforce_rates() }}),

corporate as (

    select min(currency) as currency
    from rates
    where is_corporate

)

select
    rates.currency,
    rates.valid_from,
    1 / rates.conversion_rate as rate,
    corporate.currency as reporting_currency,
    'salesforce' as source_system
from rates
cross join corporate
where corporate.currency is not null
