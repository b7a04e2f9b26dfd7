-- Which touchpoints come before a sale? Kinds of touches of won journeys: in how many of them, how many in each, how
-- long before the close the last one was, and how much more often they are in won journeys than in lost ones.
with touches as (

    select
        credits.journey_id,
        credits.goal,
        credits.touch_type,
        credits.channel,
        count(*) as touch_count,
        max(credits.touched_at) as last_touched_at,
        max(credits.converted_at) as converted_at
    from {{ ref('touch_credits') }} as credits
    where credits.goal in ('won', 'lost') and credits.touch_id is not null
    group by credits.journey_id, credits.goal, credits.touch_type, credits.channel

),

journeys as (

    select
        count(*) filter (where goal = 'won') as won_count,
        count(*) filter (where goal = 'lost') as lost_count
    from {{ ref('journeys') }}

)

select
    touches.touch_type,
    touches.channel,
    count(*) filter (where touches.goal = 'won') as won_journeys,
    {{ ratio("count(*) filter (where touches.goal = 'won')", 'max(journeys.won_count)') }} as share_of_won,
    {{ ratio("count(*) filter (where touches.goal = 'lost')", 'max(journeys.lost_count)') }} as share_of_lost,
    {{ ratio("sum(touches.touch_count) filter (where touches.goal = 'won')", "count(*) filter (where touches.goal = 'won')") }} as touches_each,
    round(median({{ days_between('touches.last_touched_at', 'touches.converted_at') }}) filter (where touches.goal = 'won'), 1) as median_days_before_close
from touches
cross join journeys
group by touches.touch_type, touches.channel
having count(*) filter (where touches.goal = 'won') > 0
order by won_journeys desc, touches.touch_type asc, touches.channel asc
