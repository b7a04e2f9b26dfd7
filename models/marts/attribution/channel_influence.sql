-- Influenced value: every channel that touched a journey gets the whole of it. A measure of
-- reach, not of credit: summed over channels it exceeds the revenue by design.
with journeys_and_channels as (

    select distinct
        goal,
        journey_id,
        converted_at,
        channel,
        journey_value
    from {{ ref('touch_credits') }}

)

select
    goal,
    cast(date_trunc('month', converted_at) as date) as month,
    channel,
    count(*) as influenced_conversions,
    cast(sum(journey_value) as decimal(18, 2)) as influenced_value
from journeys_and_channels
group by goal, date_trunc('month', converted_at), channel
