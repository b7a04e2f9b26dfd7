{%- set reporting_currency = var('reporting_currency') -%}

-- What one unit of a currency is worth in the reporting currency, from one instant up to, not
-- including, the next: by the CRM's own rates from the first day they speak of, by the seed's before and
-- for currencies that the CRM does not know.
with crm_rates as (

    {{ shape_rows('exchange_rates') }}

),

quotes as (

    select
        'seed' as rate_source,
        currency,
        cast(valid_from as timestamp) as valid_from,
        cast(usd_rate as double) as base_rate
    from {{ ref('exchange_rates') }}
    union all
    select source_system, currency, cast(valid_from as timestamp), rate
    from crm_rates
    where source_system = (select min(sources.source_system) from crm_rates as sources)

),

rates as (

    select
        *,
        lead(valid_from, 1, timestamp '2200-01-01') over (
            partition by rate_source, currency order by valid_from
        ) as valid_to
    from quotes

),

-- both currencies' own dates start a new row; a rate has the digits that a currency of small units needs
converted as (

    select
        rates.rate_source,
        rates.currency,
        greatest(rates.valid_from, reporting.valid_from) as valid_from,
        least(rates.valid_to, reporting.valid_to) as valid_to,
        cast(round(rates.base_rate / reporting.base_rate, 14) as decimal(20, 14)) as rate
    from rates
    inner join rates as reporting
        on
            reporting.currency = '{{ reporting_currency }}'
            and rates.rate_source = reporting.rate_source
            and rates.currency <> reporting.currency
            and rates.valid_from < reporting.valid_to
            and rates.valid_to > reporting.valid_from

),

crm_begins as (

    select
        currency,
        min(valid_from) as begins_at
    from converted
    where rate_source <> 'seed'
    group by currency

)

select
    converted.currency,
    converted.valid_from,
    case
        when converted.rate_source = 'seed' and crm_begins.begins_at < converted.valid_to then crm_begins.begins_at
        else converted.valid_to
    end as valid_to,
    converted.rate,
    converted.rate_source
from converted
left join crm_begins on converted.currency = crm_begins.currency
where
    converted.rate_source <> 'seed'
    or crm_begins.begins_at is null
    or converted.valid_from < crm_begins.begins_at
union all
select
    '{{ reporting_currency }}', timestamp '1900-01-01', timestamp '2200-01-01', cast(1 as decimal(20, 14)), 'seed'
