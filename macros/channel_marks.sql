{#- What channel rules look at, lower case, '' where missing: the source is the UTM source, else
    the site that referred; of a landing page its address without the query. -#}
{% macro channel_marks(relation) -%}
    coalesce(lower(trim({{ relation }}.utm_source)), {{ clean_domain(relation ~ '.referrer') }}, '') as mark_source,
    coalesce(lower(trim({{ relation }}.utm_medium)), '') as mark_medium,
    coalesce(lower(trim({{ relation }}.utm_campaign)), '') as mark_campaign,
    coalesce({{ clean_domain(relation ~ '.referrer') }}, '') as mark_referrer,
    coalesce(split_part(lower({{ relation }}.landing_page), '?', 1), '') as mark_landing_page,
    coalesce(lower({{ relation }}.click_id_type), '') as mark_click_id_type,
    coalesce({{ relation }}.direction, '') as mark_direction
{%- endmacro %}


{#- Whether rows of two relations carry the same marks. -#}
{% macro have_same_marks(relation, other) -%}
    {%- for mark in ['source', 'medium', 'campaign', 'referrer', 'landing_page', 'click_id_type', 'direction'] -%}
    {{ relation }}.mark_{{ mark }} = {{ other }}.mark_{{ mark }}
    {{- '\n        and ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}


{#- A rule's pattern is a regular expression over the whole value; an empty one fits anything. -#}
{% macro fits(value, pattern) -%}
    case
        when {{ pattern }} is null then true
        else {{ matches_whole(value, pattern) }}
    end
{%- endmacro %}


{#- What a site is called in the list of known sources: google of google.com and google.co.uk. -#}
{% macro site_name(domain) -%}
    regexp_extract({{ domain }}, '^([^.]+)[.]([a-z]{2,3}[.])?[a-z]{2,}$', 1)
{%- endmacro %}
