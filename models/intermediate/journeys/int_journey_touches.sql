{{- config(materialized=by_account()) }}
-- THE SPINE: one row per journey and eligible touch, with everything a rule may look at. Only the order
-- of touches is a window; what a journey has as a whole is counted once per journey, which costs a third.
with touches as {{ not_materialized() }} (

    select
        *,
        {{ in_order('touched_at', 'touch_id') }} as place
    from {{ ref('int_eligible_touches') }}

),

numbered as {{ not_materialized() }} (

    select *, cast(row_number() over (partition by journey_id order by touched_at, touch_id) as bigint) as touch_number from touches

),

journeys as (

    select
        journey_id,
        count(*) as touch_count,
        nullif(count(*) filter (where touched_at <= lead_created_at), 0) as lead_creation_touch_number,
        nullif(count(*) filter (where touched_at <= mql_at), 0) as mql_touch_number,
        nullif(count(*) filter (where touched_at <= opportunity_created_at), 0) as opportunity_creation_touch_number,
        nullif(count(*) filter (where touched_at <= closed_at), 0) as close_touch_number,
        max_by(touch_id, place) filter (where not is_direct) as last_non_direct_touch_id,
        count(*) filter (where is_conversion_touch) as conversion_touch_count,
        min_by(is_conversion_touch, place) as is_first_conversion,
        max_by(is_conversion_touch, place) as is_last_conversion,
        max(touched_at) as last_touched_at
    from touches
    group by journey_id

),

teams as (

    select
        journey_id,
        team,
        count(*) as team_touch_count
    from touches
    where team is not null
    group by journey_id, team

)

select
    numbered.goal,
    numbered.journey_id,
    numbered.deal_id,
    numbered.account_id,
    numbered.contact_id,
    numbered.touch_id,
    numbered.touched_at,
    numbered.converted_at,
    numbered.journey_value,

    ---------- positions
    numbered.touch_number,
    journeys.touch_count,
    {{ days_between('numbered.touched_at', 'numbered.converted_at') }} as days_before_conversion,
    {{ days_between('numbered.touched_at', 'journeys.last_touched_at') }} as days_before_last_touch,
    numbered.touch_number = 1 as is_first_touch,
    numbered.touch_number = journeys.touch_count as is_last_touch,
    coalesce(numbered.touch_id = journeys.last_non_direct_touch_id, false) as is_last_non_direct,

    ---------- milestones
    {% for milestone in ['lead_creation', 'mql', 'opportunity_creation', 'close'] -%}
    journeys.{{ milestone }}_touch_number,
    coalesce(numbered.touch_number = journeys.{{ milestone }}_touch_number, false) as is_{{ milestone }}_touch,
    {% endfor %}
    ---------- what a rule may weigh by
    numbered.channel,
    channels.touch_count as channel_touch_count,
    numbered.touch_id = channels.first_touch_id as is_first_channel_touch,
    numbered.is_direct,
    numbered.campaign_id,
    numbered.campaign_name,
    numbered.content,
    numbered.team,
    teams.team_touch_count,
    numbered.touch_type,
    numbered.buying_role,
    coalesce(points.points, numbered.engagement_points) as points,
    numbered.is_conversion_touch,
    journeys.conversion_touch_count,
    journeys.conversion_touch_count
    - case when journeys.is_first_conversion then 1 else 0 end
    - case when journeys.is_last_conversion and journeys.touch_count > 1 then 1 else 0 end as inner_conversion_touch_count
from numbered
inner join journeys on numbered.journey_id = journeys.journey_id
inner join {{ ref('int_journey_channels') }} as channels on numbered.journey_id = channels.journey_id and numbered.channel = channels.channel
left join teams on numbered.journey_id = teams.journey_id and numbered.team = teams.team
left join {{ ref('points') }} as points
    on
        numbered.touch_type = points.touch_type
        and lower(numbered.buying_role) = lower(points.buying_role)
