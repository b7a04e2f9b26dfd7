{#- All touches share evenly. -#}
{% macro default__rule_linear(rule) -%}
    1
{%- endmacro %}
