{%- set starts_in = var('fiscal_year_starts_in') -%}

-- How long deals take from each step to the next: quartiles of days, by the quarter in which the next one was
-- reached.
with steps as (

    select
        steps.from_step,
        steps.step as to_step,
        steps.days,
        {{ period_start('steps.reached_at', 'quarter', starts_in) }} as period_start,
        deals.segment
    from {{ ref('int_deal_steps') }} as steps
    inner join {{ ref('int_deal_profiles') }} as deals on steps.deal_id = deals.deal_id
    where steps.from_step is not null

),

transitions as (

    select * from steps
    union all
    select from_step, to_step, days, period_start, 'all' as segment from steps

)

select
    period_start,
    segment,
    from_step,
    to_step,
    count(*) as deal_count,
    {{ quartiles('days', 'days') }}
from transitions
group by period_start, segment, from_step, to_step
