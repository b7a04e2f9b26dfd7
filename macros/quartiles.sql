{#- The three quartiles of a number over a group, as columns: <name>_p25, <name>_median and <name>_p75. -#}
{% macro quartiles(number, name) -%}
    round(percentile_cont(0.25) within group (order by {{ number }}), 6) as {{ name }}_p25,
    round(percentile_cont(0.5) within group (order by {{ number }}), 6) as {{ name }}_median,
    round(percentile_cont(0.75) within group (order by {{ number }}), 6) as {{ name }}_p75
{%- endmacro %}
