-- Touches that another touch already counts: responses to an online campaign beside the person's own
-- clicks and visits of it, a second response of a person to a campaign, and calls that two systems have.
with touches as (

    select
        resolved.touch_id,
        resolved.touched_at,
        resolved.is_date_only,
        resolved.touch_type,
        {{ as_name('resolved.raw_touch_type') }} = 'campaign_response' as is_response,
        resolved.account_id,
        resolved.contact_id,
        resolved.deal_id,
        resolved.campaign_id,
        {{ campaign_key('resolved.campaign_name') }} as campaign_key,
        {{ campaign_key('given.utm_campaign') }} as utm_key,
        resolved.owner,
        resolved.is_consented,
        resolved.source_system
    from {{ ref('int_resolved_touches') }} as resolved
    inner join {{ ref('int_source_touches') }} as given on resolved.touch_id = given.touch_id

),

-- by every name that the campaign of a person's own act has
own_acts as (

    {% for name in ['campaign_id', 'campaign_key', 'utm_key'] -%}
    select
        touches.contact_id,
        touches.{{ name }} as campaign
    from touches
    inner join {{ ref('touch_types') }} as touch_types on touches.touch_type = touch_types.touch_type
    where
        touches.{{ name }} is not null and not touches.is_response and touches.is_consented
        and touch_types.default_direction = 'inbound' and not touch_types.is_exposure
    {{ 'union' if not loop.last }}
    {% endfor %}
),

responses as (

    select
        touches.*,
        campaigns.is_online,
        row_number() over (
            partition by touches.contact_id, coalesce(touches.campaign_id, touches.campaign_key)
            order by touches.touched_at, touches.touch_id
        ) as response_number
    from touches
    left join {{ ref('int_campaigns') }} as campaigns on touches.campaign_id = campaigns.campaign_id
    where touches.is_response and touches.contact_id is not null

),

repeated as (

    select
        responses.touch_id,
        'synced online campaign: its own clicks and visits are counted' as reason,
        cast(null as string) as counted_touch_id
    from responses
    inner join own_acts
        on
            responses.contact_id = own_acts.contact_id
            and own_acts.campaign in (responses.campaign_id, responses.campaign_key)
    where responses.is_online
    union all
    select
        touch_id,
        'the person''s first response to the campaign is counted',
        null
    from responses
    where response_number > 1 and coalesce(campaign_id, campaign_key) is not null
    union all
    select
        touch_id,
        'logged twice: what ' || counted_source || ' has of it is counted',
        counted_touch_id
    from ({{ conversations_logged_twice('touches') }})

)

select
    touch_id,
    min(reason) as reason,
    min(counted_touch_id) as counted_touch_id
from repeated
group by touch_id
