{#- The touch that made the account's first lead takes everything. -#}
{% macro default__rule_lead_creation(rule) -%}
    cast(is_lead_creation_touch as integer)
{%- endmacro %}
