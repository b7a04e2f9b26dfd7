{#- Texts and patterns where engines differ. Patterns must mean the same in RE2 and in Java: no
    backslashes, no look-around. -#}

{#- Whether a pattern fits some part of a text. -#}
{% macro matches(text, pattern) %}{{ return(adapter.dispatch('matches', 'whence')(text, pattern)) }}{% endmacro %}

{% macro default__matches(text, pattern) -%} regexp_like({{ text }}, {{ pattern }}) {%- endmacro %}

{% macro duckdb__matches(text, pattern) -%} regexp_matches({{ text }}, {{ pattern }}) {%- endmacro %}


{#- Whether a pattern fits all of a text. -#}
{% macro matches_whole(text, pattern) %}{{ return(adapter.dispatch('matches_whole', 'whence')(text, pattern)) }}{% endmacro %}

{% macro default__matches_whole(text, pattern) -%} regexp_like({{ text }}, '^(' || {{ pattern }} || ')$') {%- endmacro %}

{% macro duckdb__matches_whole(text, pattern) -%} regexp_full_match({{ text }}, {{ pattern }}) {%- endmacro %}


{#- A text without the blanks, tabs and line ends around it. -#}
{% macro stripped(text) %}{{ return(adapter.dispatch('stripped', 'whence')(text)) }}{% endmacro %}

{% macro default__stripped(text) -%} btrim({{ text }}, ' \t\r\n') {%- endmacro %}

{% macro duckdb__stripped(text) -%} trim({{ text }}, e' \t\r\n') {%- endmacro %}


{#- A number that tells rows of other values apart. -#}
{% macro hash_of(values) %}{{ return(adapter.dispatch('hash_of', 'whence')(values)) }}{% endmacro %}

{% macro default__hash_of(values) -%} xxhash64({{ values | join(', ') }}) {%- endmacro %}

{% macro duckdb__hash_of(values) -%} hash({{ values | join(', ') }}) {%- endmacro %}
