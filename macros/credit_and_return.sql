{#- The figures of a mart that shows credit beside cost. No cost gives null, never a division by 0. -#}
{% macro credit_and_return(credited, spend) -%}
    cast(coalesce({{ credited }}.credited_conversions, 0) as double) as credited_conversions,
    cast(coalesce({{ credited }}.credited_value, 0) as decimal(18, 2)) as credited_value,
    cast({{ spend }}.cost as decimal(18, 2)) as cost,
    {{ ratio('coalesce(' ~ credited ~ '.credited_value, 0)', spend ~ '.cost') }} as return_on_spend,
    {{ ratio(spend ~ '.cost', credited ~ '.credited_conversions') }} as cost_per_conversion
{%- endmacro %}
