{#- Money in the reporting currency, to the cent, halves away from zero: decimals all the way. -#}
{% macro converted(amount, exchange_rate='exchange_rate') -%}
    cast(round(cast({{ amount }} as decimal(18, 2)) * {{ exchange_rate }}, 2) as decimal(18, 2))
{%- endmacro %}
