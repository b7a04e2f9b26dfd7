{#- The first touch takes everything. -#}
{% macro default__rule_first_touch(rule) -%}
    cast(is_first_touch as integer)
{%- endmacro %}
