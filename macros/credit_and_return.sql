{#- The figures of a mart that shows credit beside cost. No cost gives null, never a division by 0. -#}
{% macro credit_and_return(credited, spend) -%}
    cast(coalesce({{ credited }}.credited_conversions, 0) as double) as credited_conversions,
    cast(coalesce({{ credited }}.credited_value, 0) as decimal(18, 2)) as credited_value,
    cast({{ spend }}.cost as decimal(18, 2)) as cost,
    round(
        cast(coalesce({{ credited }}.credited_value, 0) as double) / cast(nullif({{ spend }}.cost, 0) as double), 6
    ) as return_on_spend,
    round(
        cast({{ spend }}.cost as double) / cast(nullif({{ credited }}.credited_conversions, 0) as double), 6
    ) as cost_per_conversion
{%- endmacro %}
