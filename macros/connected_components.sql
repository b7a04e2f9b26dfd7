{#- Which nodes are connected, at any depth: of a relation of links, two text columns, a query with one
    row per node and the `component` it lies in. A component's name is arbitrary and means nothing. -#}
{% macro connected_components(links, first, second) -%}
    {{ return(adapter.dispatch('connected_components', 'whence')(links, first, second)) }}
{%- endmacro %}


{#- Every node takes the lowest name among its neighbours, as often as said here: chains of more links
    than that fall into pieces, which a test on every build finds (assert_linked_records_are_one). -#}
{% macro default__connected_components(links, first, second) -%}
    {%- set rounds = 16 -%}
    with pairs as (

        -- read once, since the engine may do everything before this anew for every round
        select distinct
            case when sides.side in (1, 2) then {{ first }} else {{ second }} end as node,
            case when sides.side in (1, 3) then {{ first }} else {{ second }} end as neighbour
        from {{ links }}
        cross join (values (1), (2), (3), (4)) as sides (side)

    )

    {% for round in range(rounds) %}
    , labels_{{ round }} as (

        select pairs.node, min({{ 'pairs.neighbour' if loop.first else 'labels.component' }}) as component
        from pairs
        {{ '' if loop.first else 'inner join labels_' ~ (round - 1) ~ ' as labels on pairs.neighbour = labels.node' }}
        group by pairs.node

    )
    {% endfor %}

    select node, component
    from labels_{{ rounds - 1 }}
{%- endmacro %}


{#- Random contraction: in each round every node is represented by that neighbour, or itself, which a
    hash of the round puts first, and the links of the representatives go into the next round. Links
    become fewer by a factor in each, so a chain of a million takes some twenty rounds and the work of
    all is a few times that of the first. A node's component is the last of its representatives. -#}
{% macro duckdb__connected_components(links, first, second) -%}
    with recursive contracted(round, node, other, is_link) as (

        select 0, {{ first }}, {{ second }}, true from {{ links }}
        union all
        (
            with pairs as materialized (

                select round + 1 as round, node, other from contracted where is_link
                union
                select round + 1, other, node from contracted where is_link

            ),

            representatives as materialized (

                {{ first_by_hash() }}

            ),

            -- in two steps, or the representatives might be compared with one another before they are paired
            halves as materialized (

                select pairs.round, representatives.representative, pairs.other
                from pairs inner join representatives on pairs.node = representatives.node

            )

            select round, node, representative, false from representatives
            union all
            select distinct halves.round, halves.representative, there.representative, true
            from halves
            inner join representatives as there on halves.other = there.node
            where halves.representative < there.representative
        )

    ),

    {{ last_representatives() }}
{%- endmacro %}


{#- Parts of the macro above. -#}
{% macro first_by_hash() -%}
    select
        round,
        node,
        case
            when min(hash(other, round)) < hash(node, round) then arg_min(other, hash(other, round)) else node
        end as representative
    from pairs
    group by round, node
{%- endmacro %}


{% macro last_representatives() -%}
    representatives as materialized (

        select round, node, other as representative from contracted where not is_link

    ),

    followed(round, node, component) as (

        select round, node, representative from representatives where round = 1
        union all
        select representatives.round, followed.node, representatives.representative
        from followed
        inner join representatives
            on followed.component = representatives.node and followed.round + 1 = representatives.round

    )

    select node, arg_max(component, round) as component
    from followed
    group by node
{%- endmacro %}
