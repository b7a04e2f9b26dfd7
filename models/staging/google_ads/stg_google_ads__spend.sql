-- What campaigns on Google cost: a day of a campaign, or of a network, device or hour of it.
{{ config(enabled=is_connected('google_ads')) }}

with campaign_days as (

    select
        date as spend_date,
        id as campaign_id,
        -- Airbyte has it only as customers/1234/campaigns/5678
        case when customer_id like 'customers/%' then split_part(customer_id, '/', 2) else customer_id end as account_id,
        {{ latest_name('campaign_name', 'id', 'date') }} as campaign_name,
        advertising_channel_type,
        cast(cost_micros as decimal(20, 0)) * 0.000001 as cost,
        impressions,
        clicks,
        row_key
    from {{ ref('base_google_ads__campaign_stats') }}
    where rejected_reason is null

),

campaigns as (

    select
        id as campaign_id,
        name as campaign_name,
        advertising_channel_type
    from {{ ref('base_google_ads__campaign_history') }}
    where rejected_reason is null

),

accounts as (

    select
        id as account_id,
        upper(currency_code) as currency
    from {{ ref('base_google_ads__account_history') }}
    where rejected_reason is null

)

select
    campaign_days.spend_date,
    'google_ads' as platform,
    {{ channel_of_campaign_type('coalesce(campaigns.advertising_channel_type, campaign_days.advertising_channel_type)') }} as channel,
    campaign_days.campaign_id,
    coalesce(campaigns.campaign_name, campaign_days.campaign_name) as campaign_name,
    {{ carried_cents('campaign_days.cost', 'accounts.currency', 'campaign_days.spend_date, campaign_days.campaign_id, campaign_days.row_key') }} as cost,
    accounts.currency,
    campaign_days.impressions,
    campaign_days.clicks,
    'google_ads' as source_system
from campaign_days
left join campaigns on campaign_days.campaign_id = campaigns.campaign_id
left join accounts on campaign_days.account_id = accounts.account_id
