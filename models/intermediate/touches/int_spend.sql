-- Spend in the reporting currency, on the same channels as touches.
select
    spend.spend_date,
    coalesce(spend.channel, channels.channel) as channel,
    spend.platform,
    spend.campaign_id,
    spend.campaign_name,
    {{ converted('spend.cost', 'spend.exchange_rate') }} as cost,
    spend.impressions,
    spend.clicks,
    spend.reactions,
    spend.comments,
    spend.shares,
    spend.follows,
    spend.company_domain,
    spend.source_system
from {{ ref('int_source_spend') }} as spend
left join {{ ref('int_channels') }} as channels
    on
        channels.touch_type = 'ad_click'
        and channels.mark_source = coalesce(lower(spend.platform), '')
        and channels.mark_medium = 'paid'
        and channels.mark_campaign = coalesce(lower(coalesce(spend.campaign_name, spend.campaign_id)), '')
        and channels.mark_referrer = ''
        and channels.mark_landing_page = ''
        and channels.mark_click_id_type = ''
        and channels.mark_direction = ''
where spend.exchange_rate is not null
