{{ config(materialized=fitted()) }}

-- What the win model knows a deal by: one coefficient each.
with closed as (

    select * from {{ ref('int_journey_features') }}
    where is_won is not null

),

outcomes as (

    select
        count(*) filter (where is_won) as wins,
        count(*) filter (where not is_won) as losses
    from closed

),

levels as (

    {% for attribute in ['segment', 'deal_type', 'deal_size'] -%}
    select '{{ attribute }}' as kind, {{ attribute }} as level, count(*) as deals
    from closed
    group by {{ attribute }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

numbered_levels as (

    select *, row_number() over (partition by kind order by deals desc, level asc) as level_number
    from levels

),

factors as (

    select 'intercept' as kind, '' as level
    union all
    select distinct 'channel', factor from {{ ref('int_channel_factors') }}
    where deals > 0
    union all
    -- the commonest level is what the others are compared with; those in few deals count as it
    select kind, level
    from numbered_levels
    where level_number > 1 and deals >= {{ minimum_data('deals_per_channel') }}
    union all
    select 'ln_days', ''

)

select
    row_number() over (order by factors.kind <> 'intercept', factors.kind, factors.level) as factor_number,
    factors.kind,
    factors.level,
    count(*) filter (where factors.kind = 'channel') over () as channel_count,
    outcomes.wins,
    outcomes.losses
from factors
cross join outcomes
