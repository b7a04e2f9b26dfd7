{%- set reporting_currency = var('reporting_currency') -%}

-- What one unit of a currency is worth in the reporting currency, from one instant up to, not
-- including, the next. Both currencies' own dates start a new row.
with rates as (

    select
        currency,
        cast(valid_from as timestamp) as valid_from,
        lead(cast(valid_from as timestamp), 1, timestamp '2200-01-01') over (
            partition by currency order by valid_from
        ) as valid_to,
        cast(usd_rate as double) as usd_rate
    from {{ ref('exchange_rates') }}

),

converted as (

    select
        rates.currency,
        greatest(rates.valid_from, reporting.valid_from) as valid_from,
        least(rates.valid_to, reporting.valid_to) as valid_to,
        cast(round(rates.usd_rate / reporting.usd_rate, 10) as decimal(20, 10)) as rate
    from rates
    inner join rates as reporting
        on
            reporting.currency = '{{ reporting_currency }}'
            and rates.currency <> reporting.currency
            and rates.valid_from < reporting.valid_to
            and rates.valid_to > reporting.valid_from

)

select currency, valid_from, valid_to, rate
from converted
union all
select '{{ reporting_currency }}', timestamp '1900-01-01', timestamp '2200-01-01', cast(1 as decimal(20, 10))
