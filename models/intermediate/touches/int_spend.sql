-- Spend in the reporting currency, on the same channels as touches. What an ad platform says it cost is
-- not counted again where the campaign is also in the CRM. What is left of a row when it is converted is
-- carried to the next one of the same source and currency.
select
    spend.spend_date,
    coalesce(spend.channel, channels.channel) as channel,
    spend.platform,
    spend.campaign_id,
    spend.campaign_name,
    {{ carried_cents(
        'cast(spend.cost as decimal(18, 2)) * spend.exchange_rate',
        'spend.source_system, spend.currency',
        'spend.spend_date, spend.campaign_id, spend.campaign_name, spend.company_domain, spend.channel, spend.platform, spend.cost, '
        ~ 'spend.impressions, spend.clicks'
    ) }} as cost,
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
        spend.touch_type = channels.touch_type
        and spend.mark_source = channels.mark_source
        and spend.mark_medium = channels.mark_medium
        and spend.mark_campaign = channels.mark_campaign
        and channels.mark_referrer = ''
        and channels.mark_landing_page = ''
        and channels.mark_click_id_type = ''
        and channels.mark_direction = ''
where spend.exchange_rate is not null and not spend.is_spent_elsewhere
