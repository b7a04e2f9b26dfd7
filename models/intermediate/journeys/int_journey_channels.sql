{{ config(materialized=by_account()) }}

-- How often each channel touched a journey, with which touch first, and how often just before its end.
select
    account_id,
    journey_id,
    channel,
    min_by(touch_id, {{ in_order('touched_at', 'touch_id') }}) as first_touch_id,
    count(*) as touch_count,
    count(*) filter (where {{ days_between('touched_at', 'converted_at') }} <= 14) as late_touch_count
from {{ ref('int_eligible_touches') }}
group by account_id, journey_id, channel
