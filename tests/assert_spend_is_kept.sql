-- Every goal and rule shows all the money that was spent, with or without credit beside it.
{%- set marts = ['attribution_by_channel', 'attribution_by_campaign'] %}

with spend as (

    select coalesce(sum(cost), 0) as cost from {{ ref('int_spend') }}

),

shown as (

    {%- for mart in marts %}
    select
        '{{ mart }}' as mart,
        rules.goal,
        rules.rule,
        coalesce(sum(mart.cost), 0) as cost
    from {{ ref('int_goals_and_rules') }} as rules
    left join {{ ref(mart) }} as mart on rules.goal = mart.goal and rules.rule = mart.rule
    group by rules.goal, rules.rule
    {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select
    shown.mart,
    shown.goal,
    shown.rule,
    shown.cost as shown_cost,
    spend.cost as spent
from shown
cross join spend
where shown.cost <> spend.cost
