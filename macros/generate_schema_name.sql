{#- Marts live in the target's own schema, where BI tools look first; staging, intermediate
    and seeds in schemas of their own, prefixed when the target's schema is not `main`, so
    that two people on one warehouse do not overwrite each other. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {%- if custom_schema_name is none -%} {{ target.schema }}
    {%- elif target.schema == 'main' -%} {{ custom_schema_name }}
    {%- else -%} {{ target.schema }}_{{ custom_schema_name }}
    {%- endif -%}
{%- endmacro %}
