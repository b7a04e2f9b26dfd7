select
    salesforce_id('04w', row_number() over (order by currency, quarter)) as id,
    currency as iso_code,
    quarter as start_date,
    coalesce(next_quarter, date '9999-12-31') as next_start_date,
    rate as conversion_rate,
    false as _fivetran_deleted,
    cast(quarter as timestamp) + interval 6 hour as _fivetran_synced
from quarterly_rates
order by id
