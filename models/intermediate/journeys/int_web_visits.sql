-- Visits of our website, each with the channel and campaign that brought it and with what is wrong with
-- its UTM parameters.
with listed_campaigns as (

    select {{ campaign_key('campaign_id') }} as campaign_key from {{ ref('int_campaigns') }}
    union
    select {{ campaign_key('campaign_name') }} from {{ ref('int_campaigns') }}
    union
    select {{ campaign_key('campaign_id') }} from {{ ref('int_spend') }}
    union
    select {{ campaign_key('campaign_name') }} from {{ ref('int_spend') }}

)

select
    sessions.session_id,
    sessions.source_system,
    visits.touch_id,
    sessions.visitor,
    sessions.started_at,
    touches.channel,
    {{ campaign_key_of('touches') }} as campaign_key,
    coalesce(touches.campaign_name, touches.campaign_id) as campaign_name,
    sessions.landing_page,
    sessions.page_view_count,
    sessions.percent_scrolled,
    sessions.is_first_session,
    sessions.is_bounce,
    sessions.utm_source,
    sessions.utm_medium,
    sessions.utm_campaign,
    case
        when unknown_utms.touch_id is not null then 'unknown'
        when
            sessions.utm_source <> lower(sessions.utm_source)
            or sessions.utm_medium <> lower(sessions.utm_medium)
            or sessions.utm_campaign <> lower(sessions.utm_campaign)
            then 'mixed_case'
        when sessions.utm_campaign is not null and listed_campaigns.campaign_key is null then 'unlisted_campaign'
    end as utm_problem
from {{ ref('int_sessions') }} as sessions
inner join {{ ref('int_visits') }} as visits on sessions.session_id = visits.session_id
inner join {{ ref('int_touches') }} as touches on visits.touch_id = touches.touch_id
left join {{ ref('int_unknown_utms') }} as unknown_utms on visits.touch_id = unknown_utms.touch_id
left join listed_campaigns on {{ campaign_key('sessions.utm_campaign') }} = listed_campaigns.campaign_key
