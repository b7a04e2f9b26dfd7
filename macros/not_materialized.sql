{#- Keeps an engine that would compute a CTE once and hold all of it in memory from doing so. -#}
{% macro not_materialized() -%}
    {{ return(adapter.dispatch('not_materialized', 'whence')()) }}
{%- endmacro %}

{% macro default__not_materialized() -%}{%- endmacro %}

{% macro duckdb__not_materialized() -%} not materialized {%- endmacro %}


{#- Has an engine that would put the text of a CTE in its place compute it once; where it reads better by
    itself, or cannot be told, nothing. -#}
{% macro materialized() -%}
    {{ return(adapter.dispatch('materialized', 'whence')()) }}
{%- endmacro %}

{% macro default__materialized() -%}{%- endmacro %}

{% macro duckdb__materialized() -%} materialized {%- endmacro %}
