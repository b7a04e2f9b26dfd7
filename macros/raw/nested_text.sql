{#- Lists and structures inside one cell. A cell is text by then, whatever wrote it: JSON, or a list
    with separators of its own. -#}

{#- The ids or the e-mail addresses in a text like `12;34` or `["12", "34"]`: one row each, none
    without a text. -#}
{% macro each_id_in(text) %}{{ return(each_match_in(text, '[A-Za-z0-9_-]+')) }}{% endmacro %}

{% macro each_address_in(text) %}{{ return(each_match_in(text, '[^\\]\\[;,"<> ]+@[^\\]\\[;,"<> ]+')) }}{% endmacro %}

{% macro each_match_in(text, pattern) %}{{ return(adapter.dispatch('each_match_in', 'whence')(text, pattern)) }}{% endmacro %}

{% macro spark__each_match_in(text, pattern) -%} explode(regexp_extract_all({{ text }}, r'{{ pattern }}', 0)) {%- endmacro %}

{% macro duckdb__each_match_in(text, pattern) -%} unnest(regexp_extract_all({{ text }}, '{{ pattern }}')) {%- endmacro %}


{#- The elements of a JSON list: one row each, none where the text is no JSON. -#}
{% macro each_item_of(text) %}{{ return(adapter.dispatch('each_item_of', 'whence')(text)) }}{% endmacro %}

{% macro spark__each_item_of(text) -%} explode(from_json({{ text }}, 'array<string>')) {%- endmacro %}

{% macro duckdb__each_item_of(text) -%}
    unnest(case when json_valid({{ text }}) then json_extract({{ text }}, '$[*]') end)
{%- endmacro %}


{#- What is at a path like `$.metadata.isClosed` of a JSON text, as text; null where nothing is, and
    where the text is no JSON. -#}
{% macro json_text(text, path) %}{{ return(adapter.dispatch('json_text', 'whence')(text, path)) }}{% endmacro %}

{% macro spark__json_text(text, path) -%} get_json_object({{ text }}, '{{ path }}') {%- endmacro %}

{% macro duckdb__json_text(text, path) -%}
    case when json_valid({{ text }}) then json_extract_string({{ text }}, '{{ path }}') end
{%- endmacro %}
