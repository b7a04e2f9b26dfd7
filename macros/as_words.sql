{#- A text as people mean it: lower case, with spaces for the underscores and hyphens of systems. -#}
{% macro as_words(text) -%}
    replace(replace(lower({{ text }}), '_', ' '), '-', ' ')
{%- endmacro %}
