{#- From when until when a key leads to what. Evidence is a relation with identity_value, identified_at
    (null: since ever) and the column `found`. From one instant on the key leads to what was found there,
    before the first to the first; what is the same twice in a row is one interval. A key that led to
    more than `limit` different ones is a shared one, which leads to none. -#}
{% macro identity_intervals(evidence, found, limit=20) -%}
    {{ identity_moments(evidence, found, limit) }}

    changes as (

        select moments.*
        from moments
        left join shared on moments.identity_value = shared.identity_value
        where shared.identity_value is null
        qualify
            moments.{{ found }} is distinct from lag(moments.{{ found }}) over (
                partition by moments.identity_value order by moments.identified_at
            )

    )

    select
        identity_value,
        {{ found }},
        match_method,
        case when row_number() over in_order = 1 then timestamp '1900-01-01' else identified_at end as valid_from,
        lead(identified_at, 1, timestamp '2200-01-01') over in_order as valid_to
    from changes
    window in_order as (partition by identity_value order by identified_at)
    union all
    select identity_value, null, 'shared_by_many', timestamp '1900-01-01', timestamp '2200-01-01'
    from shared
{%- endmacro %}


{#- Part of the macro above: what each key led to when, and the keys that are shared. -#}
{% macro identity_moments(evidence, found, limit) -%}
    with moments as (

        select
            identity_value,
            coalesce(identified_at, timestamp '1900-01-01') as identified_at,
            min({{ found }}) as {{ found }},
            min(match_method) as match_method
        from {{ evidence }}
        where identity_value is not null and {{ found }} is not null
        group by identity_value, coalesce(identified_at, timestamp '1900-01-01')

    ),

    shared as (

        select identity_value
        from moments
        group by identity_value
        having count(distinct {{ found }}) > {{ limit }}

    ),
{%- endmacro %}
