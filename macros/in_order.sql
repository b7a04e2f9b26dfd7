{#- Several columns as one value that compares by the first, then by the next. -#}
{% macro in_order() -%}
    {{ return(adapter.dispatch('in_order', 'whence')(varargs)) }}
{%- endmacro %}

{% macro default__in_order(columns) -%} struct({{ columns | join(', ') }}) {%- endmacro %}

{% macro duckdb__in_order(columns) -%} row({{ columns | join(', ') }}) {%- endmacro %}
