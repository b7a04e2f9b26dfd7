{#- The fiscal year of a date, named by the calendar year in which it ends; `starts_in` is a month. -#}
{% macro fiscal_year(date, starts_in) -%}
    cast(extract(year from {{ date }}) as integer)
    {%- if starts_in > 1 %} + case when extract(month from {{ date }}) >= {{ starts_in }} then 1 else 0 end{% endif -%}
{%- endmacro %}


{#- The fiscal quarter of a date, such as 2026-Q1. -#}
{% macro fiscal_quarter(date, starts_in) -%}
    cast({{ fiscal_year(date, starts_in) }} as string)
    || '-Q' || cast(cast(floor(((extract(month from {{ date }}) + 12 - {{ starts_in }}) % 12) / 3) as integer) + 1 as string)
{%- endmacro %}
