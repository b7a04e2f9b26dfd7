{#- Named positions (`shares` over first, lead_creation, mql, opportunity_creation, close, last) take
    their share; touches that hold none of them share `middle` evenly, or only those of them before
    the milestone `middle_ends_at`. A touch with several positions adds their shares. The share of
    a position that the journey lacks is rescaled away (redistribution: proportional) or split
    evenly over the named positions it has (even). -#}
{% macro default__rule_position_based(rule) -%}
    {%- set named = rule.shares.keys() | reject('equalto', 'middle') | list -%}
    {%- set middle_end = whence.middle_end(named, rule.get('middle_ends_at')) -%}
    {%- set middle_count = whence.middle_count(named, middle_end) -%}
    {%- for position in named %}
    case
        when touch_number = {{ whence.position(position) }} then {{ rule.shares[position] }}
            {%- if rule.redistribution == 'even' %} + {{ whence.missing_share(rule.shares, named, middle_count) }}{% endif %}
        else 0
    end +
    {%- endfor %}
    case
        when touch_number < {{ middle_end }}
            {%- for position in named %} and touch_number is distinct from {{ whence.position(position) }}{% endfor %}
            then {{ rule.shares.get('middle', 0) }} / {{ middle_count }}
        else 0
    end
{%- endmacro %}
