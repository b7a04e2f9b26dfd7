{%- set starts_in = var('fiscal_year_starts_in') -%}

-- Months, fiscal quarters and fiscal years without a gap: from the first deal, person, meeting or cost of the
-- last twenty years to a year after the instant the marts speak of.
with events as (

    select cast(created_at as date) as happened_on from {{ ref('int_deals') }}
    union all
    select cast(closed_at as date) from {{ ref('int_deals') }}
    union all
    select cast(created_at as date) from {{ ref('int_contacts') }}
    union all
    select spend_date from {{ ref('int_spend') }}
    union all
    select cast(touched_at as date) from {{ ref('int_touches') }}
    where is_meeting

),

bounds as (

    select
        as_of.as_of,
        greatest(
            coalesce(min(events.happened_on), cast(as_of.as_of as date)),
            cast(as_of.as_of - interval 20 year as date)
        ) as first_day
    from {{ ref('int_as_of') }} as as_of
    left join events on events.happened_on <= cast(as_of.as_of as date)
    where as_of.as_of is not null
    group by as_of.as_of

),

numbers as (

    select {{ numbers_to(20 * 12 + 14) }} as number

),

months as (

    select
        bounds.as_of,
        {{ months_after(period_start('bounds.first_day', 'month', 1), 'numbers.number - 1') }} as month
    from bounds
    cross join numbers
    where {{ months_after(period_start('bounds.first_day', 'month', 1), 'numbers.number - 1') }} <= cast(bounds.as_of + interval 1 year as date)

),

periods as (

    {% for period, length in period_months().items() %}
    select distinct
        as_of,
        '{{ period }}' as period,
        {{ period_start('month', period, starts_in) }} as period_start,
        {{ months_after(period_start('month', period, starts_in), length) }} as period_end,
        {{ months_after(period_start('month', period, starts_in), -length) }} as previous_period_start,
        {%- if period == 'month' %}
        cast({{ fiscal_year('month', 1) }} as string) || '-' || lpad(cast(extract(month from month) as string), 2, '0') as period_name
        {%- elif period == 'quarter' %}
        {{ fiscal_quarter('month', starts_in) }} as period_name
        {%- else %}
        cast({{ fiscal_year('month', starts_in) }} as string) as period_name
        {%- endif %}
    from months
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    period,
    period_start,
    period_end,
    previous_period_start,
    period_name,
    cast(as_of as date) >= period_end as is_complete,
    cast(as_of as date) >= period_start and cast(as_of as date) < period_end as is_current
from periods
