{#- One number that stands for all columns of a row. -#}
{% macro row_hash(alias) -%}
    hash(*columns({{ alias }}.*))
{%- endmacro %}
