{{ config(materialized='view') }}

-- Every configured rule for every goal.
with rules as (

    {% for rule in var('rules') -%}
    select '{{ rule.name }}' as rule{{ ' union all' if not loop.last }}
    {% endfor %}
)

select
    goals.goal,
    rules.rule
from {{ ref('goals') }} as goals
cross join rules
