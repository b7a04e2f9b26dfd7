{#- A text as people mean it: lower case, with spaces for the underscores and hyphens of systems. -#}
{% macro as_words(text) -%}
    replace(replace(lower({{ text }}), '_', ' '), '-', ' ')
{%- endmacro %}


{#- A text as a name of ours is written: lower case, with underscores for spaces and hyphens. -#}
{% macro as_name(text) -%}
    replace(replace(lower({{ text }}), ' ', '_'), '-', '_')
{%- endmacro %}


{#- What two systems have in common that name one campaign: its letters and digits, in lower case. A name
    that is made into a UTM parameter loses its spaces, capitals and colons. -#}
{% macro campaign_key(text) -%}
    {{ return(adapter.dispatch('campaign_key', 'whence')(text)) }}
{%- endmacro %}

{#- Spark reads backslashes in a literal that is not raw as its own -#}
{% macro spark__campaign_key(text) -%}
    nullif(regexp_replace(lower({{ text }}), r'[^\p{L}\p{N}]+', ''), '')
{%- endmacro %}

{% macro duckdb__campaign_key(text) -%}
    nullif(regexp_replace(lower({{ text }}), '[^\p{L}\p{N}]+', '', 'g'), '')
{%- endmacro %}


{#- The campaign of rows that have its name and its key, where they have one: by it spend and touches meet. -#}
{% macro campaign_key_of(rows=none) -%}
    {%- set prefix = rows ~ '.' if rows else '' -%}
    {{ campaign_key('coalesce(' ~ prefix ~ 'campaign_name, ' ~ prefix ~ 'campaign_id)') }}
{%- endmacro %}
