{%- set lookback_days = var('lookback_days') -%}

-- Where open deals stand: days and touches since the account's first one, against the median journey that was won
-- in their segment, or in all of them where none was won in it.
with journeys as (

    select
        deals.deal_id,
        min(touches.touched_at) as first_touched_at,
        count(touches.touch_id) as touch_count
    from {{ ref('int_deal_profiles') }} as deals
    cross join {{ ref('int_as_of') }} as as_of
    left join {{ ref('int_touches') }} as touches
        on
            deals.account_id = touches.account_id
            and touches.exclusion is null
            and touches.touched_at <= as_of.as_of
            {%- if lookback_days is not none %}
            and {{ days_between('touches.touched_at', 'as_of.as_of') }} <= {{ lookback_days }}
            {%- endif %}
    where deals.outcome = 'open'
    group by deals.deal_id

),

won_journeys as (

    select * from {{ ref('journey_lengths') }}
    where goal = 'won' and transition = 'first touch to conversion'

),

compared as (

    select
        deals.deal_id,
        deals.account_id,
        deals.segment,
        deals.stage,
        deals.amount,
        journeys.first_touched_at,
        {{ days_between('journeys.first_touched_at', 'as_of.as_of') }} as days_so_far,
        journeys.touch_count,
        coalesce(own.days_median, every.days_median) as won_days_median,
        coalesce(own.touches_median, every.touches_median) as won_touches_median
    from {{ ref('int_deal_profiles') }} as deals
    inner join journeys on deals.deal_id = journeys.deal_id
    cross join {{ ref('int_as_of') }} as as_of
    left join won_journeys as own on deals.segment = own.segment
    left join won_journeys as every on every.segment = 'all'

)

select
    *,
    {{ ratio('days_so_far', 'won_days_median') }} as days_share,
    {{ ratio('touch_count', 'won_touches_median') }} as touches_share
from compared
