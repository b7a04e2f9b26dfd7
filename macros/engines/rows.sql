{#- Columns and windows where engines differ. -#}

{#- All columns of a relation but some. -#}
{% macro all_but(relation, columns) %}{{ return(adapter.dispatch('all_but', 'whence')(relation, columns)) }}{% endmacro %}

{% macro default__all_but(relation, columns) -%} {{ relation }}.* except ({{ columns | join(', ') }}) {%- endmacro %}

{% macro duckdb__all_but(relation, columns) -%} {{ relation }}.* exclude ({{ columns | join(', ') }}) {%- endmacro %}


{#- The last value in a window that is not null; `over` comes after it. -#}
{% macro last_known(value) %}{{ return(adapter.dispatch('last_known', 'whence')(value)) }}{% endmacro %}

{% macro default__last_known(value) -%} last_value({{ value }}) ignore nulls {%- endmacro %}

{% macro duckdb__last_known(value) -%} last_value({{ value }} ignore nulls) {%- endmacro %}


{#- The first one. -#}
{% macro first_known(value) %}{{ return(adapter.dispatch('first_known', 'whence')(value)) }}{% endmacro %}

{% macro default__first_known(value) -%} first_value({{ value }}) ignore nulls {%- endmacro %}

{% macro duckdb__first_known(value) -%} first_value({{ value }} ignore nulls) {%- endmacro %}
