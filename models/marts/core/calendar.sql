{%- set starts_in = var('fiscal_year_starts_in') -%}

-- Every day of the periods that the marts speak of, with the week, month, fiscal quarter and fiscal year it is in.
with bounds as (

    select
        min(period_start) as first_day,
        max(period_end) as end_day
    from {{ ref('int_periods') }}
    where period = 'month'

),

numbers as (

    select {{ numbers_to(22 * 366) }} as number

),

days as (

    select {{ days_after('bounds.first_day', 'numbers.number - 1') }} as day
    from bounds
    cross join numbers
    where {{ days_after('bounds.first_day', 'numbers.number - 1') }} < bounds.end_day

)

select
    day,
    {{ period_start('day', 'week', starts_in) }} as week_start,
    {{ period_start('day', 'month', starts_in) }} as month_start,
    {{ period_start('day', 'quarter', starts_in) }} as quarter_start,
    {{ period_start('day', 'year', starts_in) }} as year_start,
    {{ fiscal_quarter('day', starts_in) }} as fiscal_quarter,
    {{ fiscal_year('day', starts_in) }} as fiscal_year
from days
