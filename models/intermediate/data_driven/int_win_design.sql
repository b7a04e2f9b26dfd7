{{ config(materialized=fitted()) }}

-- The closed deals that the win model is fitted on, as numbers: ln(1 + touches) for every channel and 1
-- for every level that a deal has. What is 0 has no row.
with closed as (

    select * from {{ ref('int_journey_features') }}
    where sample_number <= {{ sample_size('fit') }}

),

factors as (

    select * from {{ ref('int_win_factors') }}

),

amounts as (

    select closed.sample_number, closed.is_won, factors.factor_number, ln(1 + channels.touch_count) as amount
    from closed
    inner join {{ ref('int_journey_channels') }} as channels on closed.journey_id = channels.journey_id
    inner join {{ ref('int_channel_factors') }} as own on channels.channel = own.channel
    inner join factors on factors.kind = 'channel' and own.factor = factors.level
    union all
    select closed.sample_number, closed.is_won, factors.factor_number, 1
    from closed
    inner join factors on factors.kind = 'intercept'
    {% for attribute in ['segment', 'deal_type', 'deal_size'] -%}
    union all
    select closed.sample_number, closed.is_won, factors.factor_number, 1
    from closed
    inner join factors on factors.kind = '{{ attribute }}' and closed.{{ attribute }} = factors.level
    {% endfor -%}
    union all
    select closed.sample_number, closed.is_won, factors.factor_number, closed.ln_days
    from closed
    inner join factors on factors.kind = 'ln_days'

)

select
    amounts.sample_number,
    amounts.is_won,
    amounts.factor_number,
    {{ exact_sum('amounts.amount') }} as amount
from amounts
group by amounts.sample_number, amounts.is_won, amounts.factor_number
