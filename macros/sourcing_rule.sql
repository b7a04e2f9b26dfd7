{#- The name of the rule that says who sourced a deal: the named one, else first_touch, else the first of the rules. -#}
{% macro sourcing_rule(rules, named) %}
    {%- set names = rules | map(attribute='name') | list -%}
    {{ return(named or ('first_touch' if 'first_touch' in names else names[0])) }}
{% endmacro %}
