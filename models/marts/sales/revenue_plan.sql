-- What a revenue target takes: how many of each step before the win, until when, and how many there are. Each
-- segment bears its part of what was won so far; a step counts for the quarter that its usual lag leads to.
with targets as (

    select
        targets.period_start,
        periods.period_end,
        -- the company's own target, else what its people have together
        coalesce(
            sum(cast(targets.value as decimal(18, 2))) filter (where targets.owner is null),
            sum(cast(targets.value as decimal(18, 2)))
        ) as revenue_target
    from {{ ref('int_targets') }} as targets
    inner join {{ ref('int_periods') }} as periods
        on targets.period = periods.period and targets.period_start = periods.period_start
    where targets.metric = 'revenue' and targets.period = 'quarter'
    group by targets.period_start, periods.period_end

),

won_deals as (

    select
        segment,
        count(*) as won_deal_count,
        sum(amount) as won_value,
        sum(sum(amount)) over () as all_won_value
    from {{ ref('int_deal_profiles') }}
    where outcome = 'won'
    group by segment

),

plans as (

    select
        targets.period_start,
        history.segment,
        history.step,
        cast(targets.period_start as timestamp) - cast(ceil(history.lag_days) as integer) * interval '1' day as window_start,
        cast(targets.period_end as timestamp) - cast(ceil(history.lag_days) as integer) * interval '1' day as window_end,
        history.lag_days,
        history.step_count,
        won_deals.won_deal_count,
        won_deals.won_value,
        {{ ratio('targets.revenue_target * won_deals.won_value', 'won_deals.all_won_value') }} as revenue_target
    from targets
    cross join {{ ref('int_step_lags') }} as history
    inner join won_deals on history.segment = won_deals.segment

),

existing as (

    select
        plans.period_start,
        plans.segment,
        plans.step,
        count(steps.occurrence_id) as existing_count
    from plans
    left join {{ ref('int_revenue_steps') }} as steps
        on
            plans.segment = steps.segment
            and plans.step = steps.step
            and plans.window_start <= steps.reached_at
            and plans.window_end > steps.reached_at
    group by plans.period_start, plans.segment, plans.step

)

select
    plans.period_start,
    plans.segment,
    plans.step,
    cast(plans.revenue_target as decimal(18, 2)) as segment_revenue_target,
    plans.won_deal_count,
    cast(plans.won_value as decimal(18, 2)) as won_value,
    plans.step_count,
    round(plans.lag_days, 6) as lag_days,
    cast(plans.window_end - interval '1' day as date) as needed_by,
    {{ ratio('plans.revenue_target * plans.step_count', 'plans.won_value') }} as needed_count,
    existing.existing_count,
    round(greatest({{ ratio('plans.revenue_target * plans.step_count', 'plans.won_value') }} - existing.existing_count, 0), 6) as missing_count
from plans
inner join existing
    on plans.period_start = existing.period_start and plans.segment = existing.segment and plans.step = existing.step
