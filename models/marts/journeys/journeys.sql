{{ config(materialized=by_account()) }}

-- What each journey took: touches, people, teams and days.
with journey_touches as (

    select
        journey_id,
        count(*) as touch_count,
        count(distinct contact_id) as contact_count,
        count(*) filter (where team = 'marketing') as marketing_touch_count,
        count(*) filter (where team = 'sales_development') as sales_development_touch_count,
        count(*) filter (where team = 'sales') as sales_touch_count,
        min(touched_at) as first_touched_at,
        max(touched_at) as last_touched_at,
        max(channel) filter (where is_first_touch) as first_channel,
        max(channel) filter (where is_last_touch) as last_channel
    from {{ of_changed_accounts(ref('int_journey_touches'), 'int_account_versions') }} as journey_touches
    group by journey_id

)

select
    journeys.goal,
    journeys.journey_id,
    journeys.account_id,
    journeys.deal_id,
    journeys.contact_id,
    journeys.starts_at,
    journeys.converted_at,
    journeys.journey_value,
    coalesce(journey_touches.touch_count, 0) as touch_count,
    coalesce(journey_touches.contact_count, 0) as contact_count,
    coalesce(journey_touches.marketing_touch_count, 0) as marketing_touch_count,
    coalesce(journey_touches.sales_development_touch_count, 0) as sales_development_touch_count,
    coalesce(journey_touches.sales_touch_count, 0) as sales_touch_count,
    journey_touches.first_touched_at,
    journey_touches.last_touched_at,
    journey_touches.first_channel,
    journey_touches.last_channel,
    journeys.lead_created_at,
    journeys.mql_at,
    journeys.opportunity_created_at,
    journeys.closed_at,
    {{ days_between('journey_touches.first_touched_at', 'journeys.converted_at') }} as days_from_first_touch,
    {{ days_between('journey_touches.first_touched_at', 'journeys.lead_created_at') }} as days_to_lead,
    {{ days_between('journeys.lead_created_at', 'journeys.opportunity_created_at') }} as days_from_lead_to_opportunity,
    {{ days_between('journeys.opportunity_created_at', 'journeys.closed_at') }} as days_from_opportunity_to_close
from {{ of_changed_accounts(ref('int_journeys'), 'int_account_versions') }} as journeys
left join journey_touches on journeys.journey_id = journey_touches.journey_id
