{#- A domain as accounts are matched by it: lower case, without scheme, www. and path. -#}
{% macro clean_domain(text) -%}
    nullif(regexp_replace(regexp_replace(lower({{ text }}), '^(https?://)?(www[.])?', ''), '[/?:#].*$', ''), '')
{%- endmacro %}
