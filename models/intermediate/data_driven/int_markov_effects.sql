{{ config(materialized=fitted()) }}

{%- set rules = data_driven_rules(var('rules')) | selectattr('algorithm', 'equalto', 'markov') | list -%}
{%- set orders = rules | map(attribute='order') | unique | sort -%}

-- How many wins a Markov chain would lose without each channel, as a share: its removal effect.
with touches as (

    select
        touches.journey_id,
        touches.touch_number,
        touches.touch_count,
        touches.channel,
        closed.is_won
    from {{ ref('int_journey_touches') }} as touches
    inner join {{ ref('int_closed_journeys') }} as closed on touches.journey_id = closed.journey_id

),

untouched as (

    select closed.is_won
    from {{ ref('int_closed_journeys') }} as closed
    left join touches on closed.journey_id = touches.journey_id and touches.touch_number = 1
    where touches.journey_id is null

)

{% for order in orders %}
{%- do check_channel_count(order, rules) %}
select
    {{ order }} as markov_order,
    channel,
    round(effect, 12) as effect
from ({{ removal_effects_by_inverse() if order == 1 else removal_effects_by_steps(order) }}) as order_{{ order }} -- noqa: PRS
{{ 'union all' if not loop.last }}
{% else %}
select cast(null as integer) as markov_order, cast(null as string) as channel, cast(null as double) as effect
from touches
where false
{% endfor %}
