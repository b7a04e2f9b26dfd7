-- How long before the win each step usually was, the median of won deals by segment, and how many steps there
-- have been that are so old that a win could have followed.
with won_journeys as (

    select
        journeys.*,
        coalesce(accounts.segment, 'unknown') as segment
    from {{ ref('int_journeys') }} as journeys
    left join {{ ref('int_accounts') }} as accounts on journeys.account_id = accounts.account_id
    where journeys.goal = 'won'

),

days_to_win as (

    {% for step, reached_at in {'lead': 'lead_created_at', 'mql': 'mql_at', 'opportunity': 'opportunity_created_at', 'won': 'closed_at'}.items() %}
    select
        segment,
        '{{ step }}' as step,
        {{ days_between(reached_at, 'closed_at') }} as days
    from won_journeys
    where {{ reached_at }} is not null
    union all
    {% endfor -%}
    -- every meeting, since the plan counts every meeting
    select
        won_journeys.segment,
        'meeting' as step,
        {{ days_between('touches.touched_at', 'won_journeys.closed_at') }} as days
    from won_journeys
    inner join {{ ref('int_journey_touches') }} as touches on won_journeys.journey_id = touches.journey_id
    inner join {{ ref('touch_types') }} as touch_types on touches.touch_type = touch_types.touch_type
    where touch_types.is_meeting

),

lags as (

    select
        segment,
        step,
        percentile_cont(0.5) within group (order by greatest(days, 0)) as lag_days
    from days_to_win
    group by segment, step

)

select
    lags.segment,
    lags.step,
    lags.lag_days,
    count(steps.occurrence_id) as step_count
from lags
cross join {{ ref('int_as_of') }} as as_of
left join {{ ref('int_revenue_steps') }} as steps
    on
        lags.segment = steps.segment
        and lags.step = steps.step
        and {{ days_between('steps.reached_at', 'as_of.as_of') }} >= lags.lag_days
group by lags.segment, lags.step, lags.lag_days
