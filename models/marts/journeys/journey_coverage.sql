{%- set parts = ['has_touch_before_lead', 'has_touch_before_opportunity', 'contact_coverage', 'has_no_long_silence', 'paid_cost_coverage'] -%}

-- How much of a deal's journey we see: a number from 0 to 1 beside every credited figure, because with a
-- twentieth of the journey any rule misleads.
with journeys as (

    select *
    from {{ ref('int_journeys') }}
    where goal in ('won', 'lost', 'opportunity')
    -- to the close, or so far as the deal is open to its creation
    qualify row_number() over (partition by deal_id order by case when closed_at is null then 2 else 1 end, journey_id) = 1

),

costed_campaigns as (

    select distinct {{ campaign_key_of() }} as campaign_key
    from {{ ref('int_spend') }}
    where cost > 0

),

touches as (

    select
        touches.*,
        paid_channels.channel is not null as is_paid,
        costed_campaigns.campaign_key is not null as has_cost,
        deal_contacts.contact_id as deal_contact_id,
        {{ days_between(
            'touches.touched_at',
            'coalesce(lead(touches.touched_at) over (partition by touches.journey_id order by touches.touch_number), touches.converted_at)'
        ) }} as days_until_next
    from {{ ref('int_journey_touches') }} as touches
    inner join journeys on touches.journey_id = journeys.journey_id
    left join {{ ref('paid_channels') }} as paid_channels on touches.channel = paid_channels.channel
    left join costed_campaigns
        on {{ campaign_key_of('touches') }} = costed_campaigns.campaign_key
    left join {{ ref('int_deal_contacts') }} as deal_contacts
        on touches.deal_id = deal_contacts.deal_id and touches.contact_id = deal_contacts.contact_id

),

seen as (

    select
        journey_id,
        count(*) as touch_count,
        max(lead_creation_touch_number) is not null as has_touch_before_lead,
        max(opportunity_creation_touch_number) is not null as has_touch_before_opportunity,
        count(distinct deal_contact_id) as seen_contact_count,
        max(days_until_next) as longest_silence_days,
        {{ days_between('min(touched_at)', 'max(converted_at)') }} as journey_days,
        count(*) filter (where is_paid) as paid_touch_count,
        count(*) filter (where is_paid and has_cost) as costed_touch_count
    from touches
    group by journey_id

),

people as (

    select
        deal_id,
        count(*) as deal_contact_count
    from {{ ref('int_deal_contacts') }}
    group by deal_id

),

measured as (

    select
        journeys.deal_id, journeys.account_id, journeys.journey_id,
        coalesce(seen.touch_count, 0) as touch_count,
        case when journeys.lead_created_at is not null then coalesce(seen.has_touch_before_lead, false) end as has_touch_before_lead,
        coalesce(seen.has_touch_before_opportunity, false) as has_touch_before_opportunity,
        people.deal_contact_count,
        coalesce(seen.seen_contact_count, 0) as seen_contact_count,
        {{ ratio('coalesce(seen.seen_contact_count, 0)', 'people.deal_contact_count') }} as contact_coverage,
        seen.journey_days, seen.longest_silence_days,
        coalesce(seen.longest_silence_days < seen.journey_days / 4, false) as has_no_long_silence,
        coalesce(seen.paid_touch_count, 0) as paid_touch_count,
        coalesce(seen.costed_touch_count, 0) as costed_touch_count,
        {{ ratio('seen.costed_touch_count', 'seen.paid_touch_count') }} as paid_cost_coverage
    from journeys
    left join seen on journeys.journey_id = seen.journey_id
    left join people on journeys.deal_id = people.deal_id

)

select
    *,
    round(
        ({% for part in parts %}coalesce(cast({{ part }} as double), 0){{ ' + ' if not loop.last }}{% endfor %})
        / ({% for part in parts %}case when {{ part }} is null then 0 else 1 end{{ ' + ' if not loop.last }}{% endfor %}), 6
    ) as seen_share
from measured
