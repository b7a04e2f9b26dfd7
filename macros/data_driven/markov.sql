{#- Chains of order k over the journeys of closed deals: a state is the last k channels. -#}

{#- CTEs of the probability of every step: transitions (from_state, to_state, to_channel, is_win,
    probability). A null from_state is the start before every journey; a null to_channel is the end. -#}
{% macro transitions(order) -%}
{{ chain_steps(order) }}

counted as (

    select from_state, to_state, channel as to_channel, false as is_win, count(*) as step_count
    from steps
    group by from_state, to_state, channel
    union all
    select to_state, null, null, is_won, count(*)
    from steps
    where is_last
    group by to_state, is_won
    union all
    select null, null, null, is_won, count(*)
    from untouched
    group by is_won

),

transitions as (

    select *, cast(step_count as double) / cast(sum(step_count) over (partition by from_state) as double) as probability
    from counted

),
{%- endmacro %}


{#- The touches of all journeys as steps from one state to the next. -#}
{% macro chain_steps(order) -%}
steps as (

    select
        touches.is_won,
        touches.touch_number = touches.touch_count as is_last,
        {{ state(order, 1) }} as from_state,
        {{ state(order, 0) }} as to_state,
        touches.channel
    from touches
    {%- for place in range(1, order + 1) %}
    left join touches as before_{{ place }}
        on touches.journey_id = before_{{ place }}.journey_id and touches.touch_number = before_{{ place }}.touch_number + {{ place }}
    {%- endfor %}

),
{%- endmacro %}


{#- The state so many touches before this one: its channel, or for higher orders its last channels. -#}
{% macro state(order, touches_before) -%}
    {%- if order == 1 -%} {{ channel_before(touches_before) }}
    {%- else -%} nullif(concat_ws(chr(31)
        {%- for place in range(order - 1, -1, -1) %}, {{ channel_before(place + touches_before) }}{% endfor %}), '')
    {%- endif -%}
{%- endmacro %}


{% macro channel_before(touch_count) -%}
    {{ 'before_' ~ touch_count if touch_count else 'touches' }}.channel
{%- endmacro %}


{#- The removal effect of every channel in a chain of order 1, exactly: with N the inverse of I - Q, where
    the first state is the start and the last one the win, (N_start,c / N_c,c) * N_c,win / N_start,win. -#}
{% macro removal_effects_by_inverse() -%}
with {{ transitions(1) }}

states as (

    select to_channel as channel, row_number() over (order by to_channel) + 1 as state_number
    from (select distinct to_channel from transitions where to_channel is not null) as channels

),

{{ chain_cells() }}

first_lines as (

    select matrix, {{ item_of('matrix', 1) }} as first_line, state_count
    from (select {{ inverse('matrix') }} as matrix from ({{ as_matrix('cells', 'chain') }}) as chains) as inverses
    cross join size

),

visits as (

    {{ items_of('first_lines', 'matrix', 'line', 'state_number', ['first_line', 'state_count']) }}

)

select
    states.channel,
    {{ item_of('visits.first_line', 'states.state_number') }} / {{ item_of('visits.line', 'states.state_number') }}
    * {{ item_of('visits.line', 'visits.state_count') }} / nullif({{ item_of('visits.first_line', 'visits.state_count') }}, 0) as effect
from visits
inner join states on visits.state_number = states.state_number
{%- endmacro %}


{#- The cells of I - Q of a chain of order 1. -#}
{% macro chain_cells() -%}
size as (

    select count(*) + 2 as state_count from states

),

numbers as (

    select {{ numbers_to('state_count') }} as state_number from size

),

cells as (

    select
        1 as chain,
        lines.state_number as line_number,
        columns.state_number as cell_number,
        case when lines.state_number = columns.state_number then 1 else 0 end - coalesce(steps.probability, 0) as cell
    from numbers as lines
    cross join numbers as columns
    left join (
        select
            coalesce(froms.state_number, 1) as line_number,
            coalesce(tos.state_number, size.state_count) as cell_number,
            transitions.probability
        from transitions
        cross join size
        left join states as froms on transitions.from_state = froms.channel
        left join states as tos on transitions.to_channel = tos.channel
        where transitions.is_win or transitions.to_channel is not null
    ) as steps on lines.state_number = steps.line_number and columns.state_number = steps.cell_number

),
{%- endmacro %}


{#- The removal effect of every channel in a chain of any order: the chain is followed step by step, once
    as it is and once without each channel, until less than 1e-15 of the journeys is on its way. -#}
{% macro removal_effects_by_steps(order) -%}
with recursive {{ transitions(order) }}

{{ chain_flow() }}

wins as (

    select removals.removed_channel, sum(flow.units) filter (where flow.is_win) as units
    from removals
    left join flow on removals.removed_channel is not distinct from flow.removed_channel
    group by removals.removed_channel

)

select
    wins.removed_channel as channel,
    1 - coalesce(wins.units, 0) / nullif(cast(whole.units as double), 0) as effect
from wins
cross join wins as whole
where wins.removed_channel is not null and whole.removed_channel is null
{%- endmacro %}


{#- The journeys on their way, in units of 1e-15: whole, and without each channel, which loses those that
    would go there. Fractions of a unit are lost too, so that what goes round and round comes to an end. -#}
{% macro chain_flow() -%}
removals as (

    select distinct to_channel as removed_channel
    from transitions

),

flow as (

    select
        removals.removed_channel,
        transitions.to_state,
        transitions.to_channel,
        transitions.is_win,
        {{ as_units('transitions.probability') }} as units
    from transitions
    cross join removals
    where
        transitions.from_state is null
        and transitions.to_channel is distinct from coalesce(removals.removed_channel, '')
    union all
    select
        flow.removed_channel,
        transitions.to_state,
        transitions.to_channel,
        transitions.is_win,
        cast(sum(cast(floor(flow.units * transitions.probability) as bigint)) as bigint) as units
    from flow
    inner join transitions
        on
            flow.to_state = transitions.from_state
            and transitions.to_channel is distinct from coalesce(flow.removed_channel, '')
    where flow.units > 0
    group by flow.removed_channel, transitions.to_state, transitions.to_channel, transitions.is_win

),
{%- endmacro %}


{#- Chains of higher orders are followed once for every channel, which many channels make too long. -#}
{% macro check_channel_count(order, rules) %}
    {%- if order > 1 and target.type == 'spark' -%}
        {%- do stop('a Markov chain of order ' ~ order ~ ' is followed by a recursion with sums, which Spark does not have; use order 1.') -%}
    {%- elif order > 1 -%}
        {%- set relation = load_relation(ref('int_channel_factors')) -%}
        {%- if execute and relation -%}
            {%- set channel_count = run_query('select count(*) from ' ~ relation ~ ' where deals > 0').columns[0].values()[0] -%}
            {%- if channel_count > 30 -%}
                {%- do stop('the rule ' ~ (rules | selectattr('order', 'equalto', order) | map(attribute='name') | first)
                    ~ ' has a Markov chain of order ' ~ order ~ ', which can tell 30 channels apart, and there are ' ~ channel_count
                    ~ '; use order 1, or fewer channels.') -%}
            {%- endif -%}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}
