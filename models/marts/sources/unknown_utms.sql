-- UTM parameters that no channel rule knows, with what stands behind them: each won deal that such a touch
-- was eligible for, once, with its whole value.
with won as (

    select distinct
        utms.utm_source,
        utms.utm_medium,
        utms.utm_campaign,
        journeys.journey_id,
        journeys.journey_value
    from {{ ref('int_unknown_utms') }} as utms
    inner join {{ ref('touch_credits') }} as credits on utms.touch_id = credits.touch_id
    inner join {{ ref('int_journeys') }} as journeys on credits.journey_id = journeys.journey_id
    where journeys.goal = 'won'

),

won_values as (

    select
        utm_source,
        utm_medium,
        utm_campaign,
        count(*) as won_deal_count,
        sum(journey_value) as won_value
    from won
    group by utm_source, utm_medium, utm_campaign

)

select
    utms.utm_source,
    utms.utm_medium,
    utms.utm_campaign,
    count(*) as touch_count,
    count(distinct touches.contact_id) as contact_count,
    coalesce(max(won_values.won_deal_count), 0) as won_deal_count,
    cast(coalesce(max(won_values.won_value), 0) as decimal(18, 2)) as won_value,
    min(touches.touched_at) as first_touched_at,
    max(touches.touched_at) as last_touched_at
from {{ ref('int_unknown_utms') }} as utms
inner join {{ ref('touches') }} as touches on utms.touch_id = touches.touch_id
left join won_values
    on
        utms.utm_source is not distinct from won_values.utm_source
        and utms.utm_medium is not distinct from won_values.utm_medium
        and utms.utm_campaign is not distinct from won_values.utm_campaign
group by utms.utm_source, utms.utm_medium, utms.utm_campaign
