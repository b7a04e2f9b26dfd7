-- THE SPINE: one row per journey and eligible touch, with everything a rule may look at.
with ordered as (

    select
        *,
        cast(row_number() over in_order as bigint) as touch_number,
        count(*) over whole_journey as touch_count,
        nullif(count(*) filter (where touched_at <= lead_created_at) over whole_journey, 0)
            as lead_creation_touch_number,
        nullif(count(*) filter (where touched_at <= mql_at) over whole_journey, 0) as mql_touch_number,
        nullif(count(*) filter (where touched_at <= opportunity_created_at) over whole_journey, 0)
            as opportunity_creation_touch_number,
        nullif(count(*) filter (where touched_at <= closed_at) over whole_journey, 0) as close_touch_number,
        count(*) filter (where not is_direct) over in_order as non_direct_so_far,
        count(*) filter (where not is_direct) over whole_journey as non_direct_count,
        count(*) filter (where is_conversion_touch) over whole_journey as conversion_touch_count,
        first_value(is_conversion_touch) over whole_journey as is_first_conversion,
        last_value(is_conversion_touch) over whole_journey as is_last_conversion,
        last_value(touched_at) over whole_journey as last_touched_at
    from {{ ref('int_eligible_touches') }}
    window
        in_order as (partition by journey_id order by touched_at, touch_id),
        whole_journey as (
            partition by journey_id order by touched_at, touch_id
            rows between unbounded preceding and unbounded following
        )

)

select
    ordered.goal,
    ordered.journey_id,
    ordered.deal_id,
    ordered.account_id,
    ordered.contact_id,
    ordered.touch_id,
    ordered.touched_at,
    ordered.converted_at,
    ordered.journey_value,

    ---------- positions
    ordered.touch_number,
    ordered.touch_count,
    {{ days_between('ordered.touched_at', 'ordered.converted_at') }} as days_before_conversion,
    {{ days_between('ordered.touched_at', 'ordered.last_touched_at') }} as days_before_last_touch,
    ordered.touch_number = 1 as is_first_touch,
    ordered.touch_number = ordered.touch_count as is_last_touch,
    not ordered.is_direct and ordered.non_direct_so_far = ordered.non_direct_count as is_last_non_direct,

    ---------- milestones
    ordered.lead_creation_touch_number,
    ordered.mql_touch_number,
    ordered.opportunity_creation_touch_number,
    ordered.close_touch_number,
    {% for milestone in ['lead_creation', 'mql', 'opportunity_creation', 'close'] -%}
    coalesce(ordered.touch_number = ordered.{{ milestone }}_touch_number, false) as is_{{ milestone }}_touch,
    {% endfor %}
    ---------- what a rule may weigh by
    ordered.channel,
    cast(row_number() over same_channel as bigint) as channel_touch_number,
    count(*) over same_channel_whole as channel_touch_count,
    ordered.is_direct,
    ordered.campaign_id,
    ordered.campaign_name,
    ordered.content,
    ordered.team,
    nullif(count(ordered.team) over (partition by ordered.journey_id, ordered.team), 0) as team_touch_count,
    ordered.touch_type,
    ordered.buying_role,
    coalesce(points.points, ordered.engagement_points) as points,
    ordered.is_conversion_touch,
    ordered.conversion_touch_count,
    ordered.conversion_touch_count
    - case when ordered.is_first_conversion then 1 else 0 end
    - case when ordered.is_last_conversion and ordered.touch_count > 1 then 1 else 0 end as inner_conversion_touch_count
from ordered
left join {{ ref('points') }} as points
    on
        ordered.touch_type = points.touch_type
        and lower(ordered.buying_role) = lower(points.buying_role)
window
    same_channel as (partition by ordered.journey_id, ordered.channel order by ordered.touch_number),
    same_channel_whole as (partition by ordered.journey_id, ordered.channel)
