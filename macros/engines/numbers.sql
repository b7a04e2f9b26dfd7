{#- Numbers and times where engines differ. -#}

{#- The type of whole numbers of up to 38 digits. -#}
{% macro type_whole() %}{{ return(adapter.dispatch('type_whole', 'whence')()) }}{% endmacro %}

{% macro default__type_whole() -%} decimal(38, 0) {%- endmacro %}

{% macro duckdb__type_whole() -%} hugeint {%- endmacro %}


{#- The instant so many microseconds after the first of 1970, UTC. -#}
{% macro instant_of(microseconds) %}{{ return(adapter.dispatch('instant_of', 'whence')(microseconds)) }}{% endmacro %}

{% macro default__instant_of(microseconds) -%} timestamp_micros({{ microseconds }}) {%- endmacro %}

{% macro duckdb__instant_of(microseconds) -%} make_timestamp({{ microseconds }}) {%- endmacro %}
