{#- Keeps an engine that would compute a CTE once and hold all of it in memory from doing so. -#}
{% macro not_materialized() -%}
    {{ return(adapter.dispatch('not_materialized', 'whence')()) }}
{%- endmacro %}

{% macro default__not_materialized() -%}{%- endmacro %}

{% macro duckdb__not_materialized() -%} not materialized {%- endmacro %}
