-- Meetings and demos, each with what began its journey and with the first deal that was created after it.
with meetings as (

    select
        journeys.journey_id,
        journeys.occurrence_id as touch_id,
        journeys.account_id,
        journeys.converted_at as met_at,
        coalesce({{ is_not_after('journeys.converted_at', 'as_of.as_of') }}, false) as is_held,
        coalesce(accounts.is_target_account, false) as is_target_account,
        coalesce(first_touches.channel, 'Unattributed') as channel,
        case
            when paid_channels.channel is not null then 'paid'
            when touch_types.is_on_website then 'website'
            else 'other'
        end as origin
    from {{ ref('int_journeys') }} as journeys
    cross join {{ ref('int_as_of') }} as as_of
    left join {{ ref('int_journey_touches') }} as first_touches
        on first_touches.is_first_touch and journeys.journey_id = first_touches.journey_id
    left join {{ ref('int_accounts') }} as accounts on journeys.account_id = accounts.account_id
    left join {{ ref('paid_channels') }} as paid_channels on first_touches.channel = paid_channels.channel
    left join {{ ref('touch_types') }} as touch_types on first_touches.touch_type = touch_types.touch_type
    where journeys.goal = 'meeting'

),

next_deals as (

    select
        meetings.journey_id,
        min_by(deals.deal_id, {{ in_order('deals.created_at', 'deals.deal_id') }}) as next_deal_id
    from meetings
    inner join {{ ref('int_deals') }} as deals
        on meetings.account_id = deals.account_id and {{ is_not_after('meetings.met_at', 'deals.created_at') }}
    where meetings.is_held
    group by meetings.journey_id

)

select
    meetings.journey_id,
    meetings.touch_id,
    meetings.account_id,
    meetings.met_at,
    meetings.is_held,
    meetings.is_target_account,
    meetings.channel,
    meetings.origin,
    next_deals.next_deal_id,
    deals.created_at as next_deal_created_at,
    deals.amount as next_deal_amount,
    -- a meeting known by its day alone stands at the day's end
    case
        when deals.created_at < meetings.met_at then 0
        else {{ days_between('meetings.met_at', 'deals.created_at') }}
    end as days_to_next_deal
from meetings
left join next_deals on meetings.journey_id = next_deals.journey_id
left join {{ ref('int_deals') }} as deals on next_deals.next_deal_id = deals.deal_id
