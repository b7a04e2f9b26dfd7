{%- set rules = [] -%}
{%- for rule in var('rules') -%}
{%- do rules.append(dict({'algorithm': rule.name, 'fallback': 'linear', 'redistribution': var('redistribution')}, **rule)) -%}
{%- endfor -%}
{%- set fallbacks = rules | map(attribute='fallback') | unique | sort -%}

-- Every journey's credit, touch by touch. A rule only says what a touch weighs; here the weights
-- of a journey become credits that sum to 1 and values that sum to the journey's value.
with journey_touches as (

    select * from {{ ref('int_journey_touches') }}

),

weighted as (

    select
        *
        {%- for rule in rules %},
        {{ as_weight(adapter.dispatch('rule_' ~ rule.algorithm, 'whence')(rule)) }} as weight_{{ rule.name }}{% endfor %}
        {%- for fallback in fallbacks %},
        {{ as_weight(adapter.dispatch('rule_' ~ fallback, 'whence')({})) }} as fallback_{{ fallback }}{% endfor %}
    from journey_touches

),

journey_totals as (

    select
        journey_id
        {%- for rule in rules %},
        sum(weight_{{ rule.name }}) as total_{{ rule.name }}{% endfor %}
        {%- for fallback in fallbacks %},
        sum(fallback_{{ fallback }}) as total_fallback_{{ fallback }}{% endfor %}
    from weighted
    group by journey_id

),

-- where all weights of a journey are 0 the rule's fallback takes over
settled as (

    select
        weighted.*
        {%- for rule in rules %},
        case when total_{{ rule.name }} = 0 then fallback_{{ rule.fallback }} else weight_{{ rule.name }} end as settled_{{ rule.name }},
        coalesce(nullif(total_{{ rule.name }}, 0), total_fallback_{{ rule.fallback }}) as settled_total_{{ rule.name }},
        total_{{ rule.name }} = 0 as is_fallback_{{ rule.name }}{% endfor %}
    from weighted
    inner join journey_totals on weighted.journey_id = journey_totals.journey_id

),

accumulated as (

    select
        *
        {%- for rule in rules %},
        sum(settled_{{ rule.name }}) over in_order as so_far_{{ rule.name }}{% endfor %}
    from settled
    window in_order as (partition by journey_id order by touch_number rows between unbounded preceding and current row)

)

select
    goal,
    journey_id,
    deal_id,
    account_id,
    contact_id,
    touch_id,
    touched_at,
    converted_at,
    journey_value,
    channel,
    campaign_id,
    campaign_name,
    content,
    team,
    touch_type,
    {{ touch_roles() }} as touch_roles
    {%- for rule in rules %},
    {{ credit('settled_' ~ rule.name, 'settled_total_' ~ rule.name) }} as credit_{{ rule.name }},
    {{ credited_value('so_far_' ~ rule.name, 'settled_' ~ rule.name, 'settled_total_' ~ rule.name) }} as value_{{ rule.name }},
    is_fallback_{{ rule.name }}{% endfor %}
from accumulated
union all
select
    journeys.goal,
    journeys.journey_id,
    journeys.deal_id,
    journeys.account_id,
    null,
    null,
    null,
    journeys.converted_at,
    journeys.journey_value,
    'Unattributed',
    null,
    null,
    null,
    null,
    null,
    null
    {%- for rule in rules %},
    1,
    journeys.journey_value,
    false{% endfor %}
from {{ ref('int_journeys') }} as journeys
where journeys.journey_id not in (select journey_id from journey_touches)
