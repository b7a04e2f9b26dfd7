{#- The last touch that did not come directly takes everything; a journey of direct touches only
    has no such touch, and falls back. -#}
{% macro default__rule_last_non_direct(rule) -%}
    cast(is_last_non_direct as integer)
{%- endmacro %}
