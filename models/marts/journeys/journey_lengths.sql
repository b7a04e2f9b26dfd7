{%- set transitions = {
    'first touch to conversion': ('days_from_first_touch', 'touch_count'),
    'first touch to lead': ('days_to_lead', 'touches_to_lead'),
    'lead to opportunity': ('days_from_lead_to_opportunity', 'touches_to_opportunity - touches_to_lead'),
    'opportunity to close': ('days_from_opportunity_to_close', 'touches_to_close - touches_to_opportunity'),
} -%}

-- How long journeys are: quartiles of days and touches, as a whole and from milestone to milestone.
with milestones as (

    select
        journey_id,
        coalesce(max(lead_creation_touch_number), 0) as touches_to_lead,
        coalesce(max(opportunity_creation_touch_number), 0) as touches_to_opportunity,
        coalesce(max(close_touch_number), 0) as touches_to_close
    from {{ ref('int_journey_touches') }}
    group by journey_id

),

segmented as (

    select
        journeys.*,
        milestones.touches_to_lead,
        milestones.touches_to_opportunity,
        milestones.touches_to_close,
        coalesce(accounts.segment, 'unknown') as segment
    from {{ ref('journeys') }} as journeys
    inner join milestones on journeys.journey_id = milestones.journey_id
    left join {{ ref('int_accounts') }} as accounts on journeys.account_id = accounts.account_id

),

lengths as (

    {% for transition, (days, touches) in transitions.items() %}
    select
        goal,
        segment,
        '{{ transition }}' as transition,
        {{ days }} as days,
        {{ touches }} as touches
    from segmented
    where {{ days }} >= 0{% if transition == 'first touch to lead' %} and goal <> 'lead'{% endif %}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

grouped as (

    select * from lengths
    union all
    select goal, 'all' as segment, transition, days, touches from lengths

)

select
    goal,
    segment,
    transition,
    count(*) as journey_count,
    {{ quartiles('days', 'days') }},
    {{ quartiles('touches', 'touches') }}
from grouped
group by goal, segment, transition
