{#- The last touch takes everything. -#}
{% macro default__rule_last_touch(rule) -%}
    cast(is_last_touch as integer)
{%- endmacro %}
