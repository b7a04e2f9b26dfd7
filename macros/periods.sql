{#- The first day of the day, week, month, quarter or year that a date lies in; quarters and years are
    fiscal, weeks begin on Monday. -#}
{% macro period_start(date, period, fiscal_year_starts_in) -%}
    {%- set shift = fiscal_year_starts_in - 1 if period in ['quarter', 'year'] else 0 -%}
    {%- if shift -%}
    cast(date_trunc('{{ period }}', cast({{ date }} as timestamp) - interval {{ shift }} month) + interval {{ shift }} month as date)
    {%- else -%}
    cast(date_trunc('{{ period }}', cast({{ date }} as timestamp)) as date)
    {%- endif -%}
{%- endmacro %}


{#- The rows of a relation once for every period that they lie in by a date, with `period` and
    `period_start`; rows without the date are in none. -#}
{% macro by_period(relation, date, fiscal_year_starts_in, periods=['month', 'quarter', 'year']) -%}
(
    {% for period in periods %}
    select
        *,
        '{{ period }}' as period,
        {{ period_start(date, period, fiscal_year_starts_in) }} as period_start
    from {{ relation }}
    where {{ date }} is not null
    {{ 'union all' if not loop.last }}
    {% endfor %}
)
{%- endmacro %}


{#- How many months each kind of period has. -#}
{% macro period_months() -%} {{ return({'month': 1, 'quarter': 3, 'year': 12}) }} {%- endmacro %}


{#- The first day of the period after the one of a row with `period` and `period_start`. -#}
{% macro following_period_start() -%}
    cast(case period
        when 'day' then period_start + interval 1 day
        when 'week' then period_start + interval 7 day
        when 'month' then period_start + interval 1 month
        when 'quarter' then period_start + interval 3 month
        when 'year' then period_start + interval 1 year
    end as date)
{%- endmacro %}


{#- Money or counts over what they are a share of: no denominator gives null, never a division by 0. -#}
{% macro ratio(numerator, denominator) -%}
    round(cast({{ numerator }} as double) / cast(nullif({{ denominator }}, 0) as double), 6)
{%- endmacro %}


{#- A date some months later. -#}
{% macro months_after(date, months) -%} {{ return(adapter.dispatch('months_after', 'whence')(date, months)) }} {%- endmacro %}

{% macro default__months_after(date, months) -%} add_months({{ date }}, cast({{ months }} as integer)) {%- endmacro %}

{% macro duckdb__months_after(date, months) -%} cast({{ date }} + to_months(cast({{ months }} as integer)) as date) {%- endmacro %}


{#- A date some days later. -#}
{% macro days_after(date, days) -%} {{ return(adapter.dispatch('days_after', 'whence')(date, days)) }} {%- endmacro %}

{% macro default__days_after(date, days) -%} date_add({{ date }}, cast({{ days }} as integer)) {%- endmacro %}

{% macro duckdb__days_after(date, days) -%} ({{ date }} + cast({{ days }} as integer)) {%- endmacro %}
