-- Without a rate of its own the reporting currency cannot be compared with any other.
select '{{ var("reporting_currency") }}' as reporting_currency
where '{{ var("reporting_currency") }}' not in (select currency from {{ ref('exchange_rates') }})
