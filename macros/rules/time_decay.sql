{#- A touch counts half as much for every `half_life_days` it lies before the conversion. Counted
    from the last touch, which changes no share and keeps very old journeys from fading to 0. -#}
{% macro default__rule_time_decay(rule) -%}
    power(2e0, -days_before_last_touch / {{ rule.half_life_days }})
{%- endmacro %}
