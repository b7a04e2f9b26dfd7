{#- Elapsed days as a fraction: never calendar boundaries. -#}
{% macro days_between(start, end) -%}
    {{ return(adapter.dispatch('days_between', 'whence')(start, end)) }}
{%- endmacro %}

{% macro default__days_between(start, end) -%}
    (unix_micros({{ end }}) - unix_micros({{ start }})) / 86400000000e0
{%- endmacro %}

{% macro duckdb__days_between(start, end) -%}
    (epoch_us({{ end }}) - epoch_us({{ start }})) / 86400000000.0
{%- endmacro %}
