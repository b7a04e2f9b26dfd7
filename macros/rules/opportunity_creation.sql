{#- The touch that made the deal takes everything. -#}
{% macro default__rule_opportunity_creation(rule) -%}
    cast(is_opportunity_creation_touch as integer)
{%- endmacro %}
