{#- A channel weighs what a Markov chain of the last `order` channels would lose of its wins without it
    (its removal effect in channel_effects), split evenly over its touches. -#}
{% macro default__rule_markov(rule) -%}
    coalesce(effect_{{ rule.name }}, 0) / channel_touch_count
{%- endmacro %}
