-- Campaigns as the CRM and the marketing tools keep them, with what a response to one counts as. One
-- that two sources describe is taken from the first by name.
with campaigns as (

    {{ shape_rows('campaigns') }}

)

select
    campaigns.campaign_id,
    campaigns.campaign_name,
    campaigns.campaign_type,
    campaigns.parent_campaign_id,
    campaigns.starts_on,
    campaigns.ends_on,
    campaigns.budget,
    campaigns.actual_cost,
    campaigns.currency,
    coalesce(campaign_types.touch_type, 'campaign_response') as touch_type,
    coalesce(campaign_types.is_online, false) as is_online,
    campaign_types.medium as utm_medium,
    campaigns.source_system
from campaigns
left join {{ ref('campaign_types') }} as campaign_types
    on {{ as_words('campaigns.campaign_type') }} = {{ as_words('campaign_types.campaign_type') }}
qualify row_number() over (partition by campaigns.campaign_id order by campaigns.source_system) = 1
