-- The marts by channel, campaign, content and team, and the comparison of rules, all sum to the
-- wide table's totals, per goal and rule.
{%- set marts = ['attribution_by_channel', 'attribution_by_campaign', 'attribution_by_content', 'attribution_by_team', 'rule_comparison'] %}

with totals as (

    {%- for rule in rules_of(ref('touch_credits')) %}
    select
        goal,
        '{{ rule }}' as rule,
        sum(value_{{ rule }}) as value,
        sum(credit_{{ rule }}) as conversions
    from {{ ref('touch_credits') }}
    group by goal
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

sums as (

    {%- for mart in marts %}
    select
        '{{ mart }}' as mart,
        goal,
        rule,
        sum(credited_value) as value,
        sum(credited_conversions) as conversions
    from {{ ref(mart) }}
    {%- if mart == 'rule_comparison' %}
    where not is_declared
    {%- endif %}
    group by goal, rule
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

marts as (

    {%- for mart in marts %}
    select '{{ mart }}' as mart{{ ' union all' if not loop.last }}
    {%- endfor %}

)

select
    marts.mart,
    totals.goal,
    totals.rule,
    totals.value,
    sums.value as mart_value
from totals
cross join marts
left join sums on marts.mart = sums.mart and totals.goal = sums.goal and totals.rule = sums.rule
where
    totals.value is distinct from sums.value
    or coalesce(abs(totals.conversions - sums.conversions) > 1e-6 * totals.conversions, true)
