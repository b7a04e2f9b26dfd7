{#- The credits of every rule summed by some columns of the wide table: one pass over it, then one
    branch per rule. -#}
{% macro credits_by(rules, columns, named=[]) -%}
with summed as (

    select
        goal,
        {%- for column in columns %}
        {{ column }},
        {%- endfor %}
        {%- for column in named %}
        min({{ column }}) as {{ column }},
        {%- endfor %}
        {%- for rule in rules %}
        round(cast(sum(cast(credit_{{ rule.name }} as decimal(18, 12))) as double), 9) as conversions_{{ rule.name }},
        cast(sum(value_{{ rule.name }}) as decimal(18, 2)) as value_{{ rule.name }}{{ ',' if not loop.last }}
        {%- endfor %}
    from (
        select
            *,
            cast(date_trunc('month', converted_at) as date) as month,
            {{ campaign_key_of() }} as campaign_key
        from {{ ref('touch_credits') }}
    ) as touch_credits
    group by goal, {{ columns | join(', ') }}

)

{{ rules_as_rows(rules, columns + named) }}
{%- endmacro %}


{#- The wide sums as one row per rule. -#}
{% macro rules_as_rows(rules, columns) -%}
    {{ return(adapter.dispatch('rules_as_rows', 'whence')(rules, columns)) }}
{%- endmacro %}

{% macro default__rules_as_rows(rules, columns) -%}
{% for rule in rules %}
select
    goal,
    '{{ rule.name }}' as rule,
    {%- for column in columns %}
    {{ column }},
    {%- endfor %}
    conversions_{{ rule.name }} as credited_conversions,
    value_{{ rule.name }} as credited_value
from summed
{{ 'union all' if not loop.last }}
{% endfor %}
{%- endmacro %}

{#- Spark would sum anew for every branch of a union. -#}
{% macro spark__rules_as_rows(rules, columns) -%}
select goal, rule, {{ columns | join(', ') }}, credited_conversions, credited_value
from (
    select
        goal, {{ columns | join(', ') }},
        stack(
            {{ rules | length }}
            {%- for rule in rules %}, '{{ rule.name }}', conversions_{{ rule.name }}, value_{{ rule.name }}{% endfor %}
        ) as (rule, credited_conversions, credited_value)
    from summed
) as stacked
{%- endmacro %}
