-- How long before the win each step usually was, the median of won deals by segment, and how many steps there
-- have been that are so old that a win could have followed.
with meetings as (

    select
        touches.journey_id,
        min(touches.touched_at) as met_at
    from {{ ref('int_journey_touches') }} as touches
    inner join {{ ref('touch_types') }} as touch_types on touches.touch_type = touch_types.touch_type
    where touches.goal = 'won' and touch_types.is_meeting
    group by touches.journey_id

),

won_journeys as (

    select
        journeys.*,
        meetings.met_at,
        coalesce(accounts.segment, 'unknown') as segment
    from {{ ref('int_journeys') }} as journeys
    left join meetings on journeys.journey_id = meetings.journey_id
    left join {{ ref('int_accounts') }} as accounts on journeys.account_id = accounts.account_id
    where journeys.goal = 'won'

),

days_to_win as (

    {% for step, reached_at in {'lead': 'lead_created_at', 'mql': 'mql_at', 'meeting': 'met_at', 'opportunity': 'opportunity_created_at', 'won': 'closed_at'}.items() %}
    select
        segment,
        '{{ step }}' as step,
        {{ days_between(reached_at, 'closed_at') }} as days
    from won_journeys
    where {{ reached_at }} is not null
    {{ 'union all' if not loop.last }}
    {% endfor %}

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
