{%- set stages = ['before_lead', 'from_lead_to_opportunity', 'from_opportunity_to_close'] -%}

-- How many of our systems see each channel, and in which part of the journeys of closed deals nothing is seen.
with traces as (

    select
        channel,
        count(*) as touch_count,
        count(distinct source_system) as source_system_count
    from {{ ref('int_touches') }}
    group by channel

),

spend as (

    select
        channel,
        cast(sum(cost) as decimal(18, 2)) as cost
    from {{ ref('int_spend') }}
    group by channel

),

placed as (

    select
        touches.channel,
        case
            -- without a lead what comes before the deal is before anything
            when touches.touched_at <= coalesce(journeys.lead_created_at, journeys.opportunity_created_at) then 'before_lead'
            when touches.touched_at <= journeys.opportunity_created_at then 'from_lead_to_opportunity'
            else 'from_opportunity_to_close'
        end as stage
    from {{ ref('int_journey_touches') }} as touches
    inner join {{ ref('int_journeys') }} as journeys on touches.journey_id = journeys.journey_id
    where journeys.goal in ('won', 'lost')

),

seen as (

    select
        channel
        {%- for stage in stages %},
        count(*) filter (where stage = '{{ stage }}') as touches_{{ stage }}{% endfor %}
    from placed
    group by channel

)

select
    coalesce(traces.channel, spend.channel) as channel,
    coalesce(traces.source_system_count, 0) as source_system_count,
    coalesce(traces.touch_count, 0) as touch_count,
    spend.cost,
    {%- for stage in stages %}
    coalesce(seen.touches_{{ stage }}, 0) as touches_{{ stage }},
    {%- endfor %}
    nullif(concat_ws(
        ', '
        {%- for stage in stages %},
        case when coalesce(seen.touches_{{ stage }}, 0) = 0 then '{{ stage | replace("_", " ") }}' end{% endfor %}
    ), '') as dark_spots
from traces
full outer join spend on traces.channel = spend.channel
left join seen on coalesce(traces.channel, spend.channel) = seen.channel
