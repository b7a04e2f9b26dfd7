{{ config(materialized=fitted()) }}

-- Every channel of any journey: the closed deals it was in, and the factor of the win model that it
-- counts as. Channels in few deals count as one, and so do those that no closed deal has.
with deals as (

    select
        channels.channel,
        channels.touch_count,
        channels.late_touch_count,
        closed.is_won,
        count(closed.is_won) over (partition by channels.journey_id) as deal_channel_count
    from {{ ref('int_journey_channels') }} as channels
    left join {{ ref('int_closed_journeys') }} as closed on channels.journey_id = closed.journey_id

)

select
    channel,
    case when count(is_won) >= {{ minimum_data('deals_per_channel') }} then channel else '(other)' end as factor,
    count(is_won) as deals,
    count(*) filter (where is_won) as wins,
    coalesce({{ exact_sum('case when is_won then 1e0 / deal_channel_count end') }}, 0) as won_share,
    coalesce(sum(late_touch_count) filter (where is_won), 0) as late_touches_won,
    coalesce(sum(late_touch_count) filter (where not is_won), 0) as late_touches_lost
from deals
group by channel
