{#- Touches share by the points of their type and the buying role of the person (seeds/points.csv,
    else the engagement points of seeds/touch_types.csv). -#}
{% macro default__rule_points(rule) -%}
    points
{%- endmacro %}
