{{- config(materialized=by_account()) -}}
{%- set rules = completed(var('rules'), var('redistribution')) -%}
{%- set fallbacks = rules | map(attribute='fallback') | unique | sort -%}

-- Every journey's credit, touch by touch. A rule only says what a touch weighs; here the weights of a
-- journey become credits that sum to 1 and values that sum to its value.
with touches as {{ not_materialized() }} (

    {{ touches_with_effects(var('rules')) }}

),

weighted as {{ not_materialized() }} (

    select
        *
        {%- for rule in rules %},
        {{ as_weight(adapter.dispatch('rule_' ~ rule.algorithm, 'whence')(rule)) }} as raw_{{ rule.name }}{% endfor %}
        {%- for fallback in fallbacks %},
        {{ as_weight(adapter.dispatch('rule_' ~ fallback, 'whence')({})) }} as fallback_{{ fallback }}{% endfor %}
    from touches

),

totals as (

    select
        journey_id
        {%- for rule in rules %},
        sum(raw_{{ rule.name }}) as raw_total_{{ rule.name }}{% endfor %}
        {%- for fallback in fallbacks %},
        sum(fallback_{{ fallback }}) as fallback_total_{{ fallback }}{% endfor %}
    from weighted
    group by journey_id

),

-- where all weights of a journey are 0 the rule's fallback takes over, and after it linear
settled as {{ not_materialized() }} (

    select
        weighted.*
        {%- for rule in rules %},
        {{ settled('raw_' ~ rule.name, 'raw_total_' ~ rule.name, 'fallback_' ~ rule.fallback, 'fallback_total_' ~ rule.fallback) }}
            as weight_{{ rule.name }},
        coalesce(nullif(raw_total_{{ rule.name }}, 0), nullif(fallback_total_{{ rule.fallback }}, 0), cast(touch_count as {{ type_whole() }})) as total_{{ rule.name }},
        raw_total_{{ rule.name }} = 0 as is_fallback_{{ rule.name }}{% endfor %}
    from weighted
    inner join totals on weighted.journey_id = totals.journey_id

),

-- money is rounded along the journey, so only journeys that are worth money need the running sums
accumulated as (

    select
        *
        {%- for rule in rules %},
        sum(weight_{{ rule.name }}) over in_order as so_far_{{ rule.name }}{% endfor %}
    from settled
    where journey_value <> 0
    window in_order as (partition by journey_id order by touch_number rows between unbounded preceding and current row)
    union all
    select
        *
        {%- for rule in rules %},
        weight_{{ rule.name }} as so_far_{{ rule.name }}{% endfor %}
    from settled
    where journey_value = 0

)

select
    {{ credit_keys() }},
    {{ touch_roles() }} as touch_roles
    {%- for rule in rules %},
    {{ credit('weight_' ~ rule.name, 'total_' ~ rule.name) }} as credit_{{ rule.name }},
    {{ credited_value('so_far_' ~ rule.name, 'weight_' ~ rule.name, 'total_' ~ rule.name) }} as value_{{ rule.name }},
    is_fallback_{{ rule.name }}{% endfor %}
    {{- chance_columns(var('rules')) }}
from accumulated
union all
-- journeys that nobody was seen in
select
    goal,
    journey_id,
    deal_id,
    account_id,
    null as contact_id, null as touch_id, null as touched_at,
    converted_at,
    journey_value,
    'Unattributed' as channel,
    null as campaign_id, null as campaign_name, null as content, null as team, null as touch_type, null as touch_roles
    {%- for rule in rules %},
    1 as credit_{{ rule.name }},
    journey_value as value_{{ rule.name }},
    false as is_fallback_{{ rule.name }}{% endfor %}{{ no_chance_columns(var('rules')) }}
from {{ of_changed_accounts(ref('int_journeys'), 'int_chance_versions') }} as journeys
where journey_id not in (select journey_id from {{ of_changed_accounts(ref('int_journey_touches'), 'int_chance_versions') }} as journey_touches)
