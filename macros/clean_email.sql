{#- An e-mail address as people are matched by it: trimmed, lower case; null what is no address. -#}
{% macro clean_email(text) -%}
    case when trim({{ text }}) like '_%@_%' then lower(trim({{ text }})) end
{%- endmacro %}
