{%- set scope = var('journey_scope') -%}

-- THE SPINE: one row per journey and eligible touch, with everything a rule may look at.
with eligible_touches as (

    select * from {{ ref('int_touches') }}
    where exclusion is null

),

journeys as (

    select * from {{ ref('int_journeys') }}

),

deal_contacts as (

    select * from {{ ref('int_deal_contacts') }}

),

journey_touches as (

    select
        journeys.goal,
        journeys.journey_id,
        journeys.deal_id,
        journeys.account_id,
        touches.contact_id,
        touches.touch_id,
        touches.touched_at,
        journeys.converted_at,
        journeys.journey_value,
        journeys.lead_created_at,
        journeys.mql_at,
        journeys.opportunity_created_at,
        journeys.closed_at,
        touches.channel,
        touches.is_direct,
        touches.campaign_id,
        touches.campaign_name,
        touches.content,
        touches.team,
        touches.touch_type,
        touches.is_conversion_touch,
        coalesce(deal_contacts.buying_role, touches.buying_role) as buying_role,
        touches.engagement_points
    from journeys
    inner join eligible_touches as touches
        on
            journeys.account_id = touches.account_id
            and journeys.converted_at >= touches.touched_at
            and touches.touched_at >= coalesce(journeys.starts_at, touches.touched_at)
    left join deal_contacts
        on journeys.deal_id = deal_contacts.deal_id and touches.contact_id = deal_contacts.contact_id
    {%- if scope == 'buying_group' %}
    where journeys.deal_id is null or deal_contacts.contact_id is not null
    {%- elif scope == 'person' %}
    where
        case
            when journeys.deal_id is null then touches.contact_id = journeys.contact_id
            else deal_contacts.is_primary
        end
    {%- endif %}

),

ordered as (

    select
        *,
        row_number() over in_order as touch_number,
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
    from journey_touches
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
