{#- A domain as accounts are matched by it: lower case, without scheme, www. and path. -#}
{% macro clean_domain(text) -%}
    nullif(regexp_replace(regexp_replace(lower({{ text }}), '^(https?://)?(www[.])?', ''), '[/?:#].*$', ''), '')
{%- endmacro %}


{#- A text that is itself a web domain, else null. -#}
{% macro domain_or_null(text) -%}
    case
        when {{ matches('lower(' ~ text ~ ')', "'^[a-z0-9-]+([.][a-z0-9-]+)*[.][a-z]{2,}$'") }} then lower({{ text }})
    end
{%- endmacro %}
