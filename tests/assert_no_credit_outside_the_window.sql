-- No touch earns credit after its conversion, before its window, or for another account.
select
    touch_credits.journey_id,
    touch_credits.touch_id,
    touch_credits.touched_at
from {{ ref('touch_credits') }} as touch_credits
inner join {{ ref('int_journeys') }} as journeys on touch_credits.journey_id = journeys.journey_id
inner join {{ ref('int_touches') }} as touches on touch_credits.touch_id = touches.touch_id
where
    touches.touched_at > journeys.converted_at
    or touches.touched_at < journeys.starts_at
    or touches.account_id is distinct from journeys.account_id
    or touches.exclusion is not null
