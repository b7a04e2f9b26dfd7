{#- A text as people mean it: lower case, with spaces for the underscores and hyphens of systems. -#}
{% macro as_words(text) -%}
    replace(replace(lower({{ text }}), '_', ' '), '-', ' ')
{%- endmacro %}


{#- A text as a name of ours is written: lower case, with underscores for spaces and hyphens. -#}
{% macro as_name(text) -%}
    replace(replace(lower({{ text }}), ' ', '_'), '-', '_')
{%- endmacro %}
