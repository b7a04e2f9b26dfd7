{#- A channel weighs its Shapley value, split evenly over its touches. `value_function` says of what:
    win_probability of the fitted chance of winning, wins of the number of wins, and ordered too, but
    for the touch with which the channel joined the journey alone. -#}
{% macro default__rule_shapley(rule) -%}
    {%- set value_function = rule.get('value_function', 'win_probability') -%}
    {%- if value_function == 'win_probability' -%}
    greatest(0, coalesce(effect_{{ rule.name }}, 0)) * ln(1 + channel_touch_count) / channel_touch_count
    {%- elif value_function == 'wins' -%}
    case when effect_{{ rule.name }} is null then 0 else 1e0 / channel_touch_count end
    {%- else -%}
    case when effect_{{ rule.name }} is not null and is_first_channel_touch then 1 else 0 end
    {%- endif -%}
{%- endmacro %}
