-- Spend of all sources in its own currency, with the rate of its day and with what channel rules look at:
-- it counts as an ad click on its platform, of a campaign of the CRM as a response to that campaign.
with spend as (

    {{ shape_rows('spend') }}

),

known_campaigns as (

    select
        spend.*,
        campaigns.touch_type,
        campaigns.utm_medium,
        campaigns.campaign_id is not null as is_of_crm,
        coalesce(campaigns.is_online, false) as is_online,
        {{ campaign_key('spend.campaign_name') }} as campaign_key
    from spend
    left join {{ ref('int_campaigns') }} as campaigns
        on spend.campaign_id = campaigns.campaign_id and spend.source_system = campaigns.source_system

),

-- what the platforms themselves say they cost
platform_campaigns as (

    select campaign_id as campaign from known_campaigns
    where campaign_id is not null and not is_of_crm
    union
    select campaign_key from known_campaigns
    where campaign_key is not null and not is_of_crm

)

select
    spend.spend_date,
    spend.channel,
    spend.platform,
    spend.campaign_id,
    spend.campaign_name,
    spend.cost,
    spend.currency,
    spend.impressions,
    spend.clicks,
    spend.reactions,
    spend.comments,
    spend.shares,
    spend.follows,
    spend.company_domain,
    spend.source_system,
    case when spend.is_of_crm then spend.touch_type else 'ad_click' end as touch_type,
    case when spend.is_of_crm then '' else coalesce(lower(spend.platform), '') end as mark_source,
    case when spend.is_of_crm then coalesce(lower(spend.utm_medium), '') else 'paid' end as mark_medium,
    coalesce(lower(coalesce(spend.campaign_name, spend.campaign_id)), '') as mark_campaign,
    spend.is_online and spend.is_of_crm and (
        spend.campaign_id in (select campaign from platform_campaigns)
        or coalesce(spend.campaign_key in (select campaign from platform_campaigns), false)
    ) as is_spent_elsewhere,
    exchange_rates.rate as exchange_rate
from known_campaigns as spend
left join {{ ref('int_exchange_rates') }} as exchange_rates
    on
        coalesce(spend.currency, '{{ var("reporting_currency") }}') = exchange_rates.currency
        and spend.spend_date >= exchange_rates.valid_from
        and spend.spend_date < exchange_rates.valid_to
