{#- Each touch is taken away in turn: it weighs what the fitted chance of winning loses without it, and
    nothing when the chance would not fall. -#}
{% macro default__rule_removal(rule) -%}
    greatest(0, coalesce({{ whence.probability('logit') }} - {{ whence.probability(whence.logit_without_touch(rule.name)) }}, 0))
{%- endmacro %}
