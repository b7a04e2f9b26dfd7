-- What campaigns on Bing and Microsoft's other sites cost: a day of a campaign, or of a device, network or match of it.
{{ config(enabled=is_connected('microsoft_ads')) }}

with campaign_days as (

    select
        date as spend_date,
        campaign_id,
        account_id,
        {{ latest_name('campaign_name', 'campaign_id', 'date') }} as campaign_name,
        currency_code,
        cast(spend as decimal(28, 10)) as cost,
        impressions,
        clicks,
        row_key
    from {{ ref('base_microsoft_ads__campaign_performance_daily_report') }}
    where rejected_reason is null

),

in_currency as (

    select
        campaign_days.*,
        upper(coalesce(campaign_days.currency_code, accounts.currency_code)) as currency
    from campaign_days
    left join {{ ref('base_microsoft_ads__account_history') }} as accounts
        on campaign_days.account_id = accounts.id and accounts.rejected_reason is null

)

select
    in_currency.spend_date,
    'microsoft_ads' as platform,
    {{ channel_of_campaign_type('campaigns.type') }} as channel,
    in_currency.campaign_id,
    coalesce(campaigns.name, in_currency.campaign_name) as campaign_name,
    {{ carried_cents('in_currency.cost', 'in_currency.currency', 'in_currency.spend_date, in_currency.campaign_id, in_currency.row_key') }} as cost,
    in_currency.currency,
    in_currency.impressions,
    in_currency.clicks,
    'microsoft_ads' as source_system
from in_currency
left join {{ ref('base_microsoft_ads__campaign_history') }} as campaigns
    on in_currency.campaign_id = campaigns.id and campaigns.rejected_reason is null
