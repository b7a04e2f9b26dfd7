-- What campaigns on LinkedIn cost and how members reacted to them, per day.
{{ config(enabled=is_connected('linkedin_ads')) }}

with campaign_days as (

    select
        day as spend_date,
        {{ number_of_urn('campaign_id') }} as campaign_id,
        cast(cost_in_local_currency as decimal(28, 10)) as cost,
        impressions,
        clicks,
        reactions,
        comments,
        shares,
        follows,
        row_key
    from {{ ref('base_linkedin_ads__ad_analytics_by_campaign') }}
    where rejected_reason is null

),

campaigns as (

    select
        id as campaign_id,
        name as campaign_name,
        {{ number_of_urn('account_id') }} as account_id
    from {{ ref('base_linkedin_ads__campaign_history') }}
    where rejected_reason is null

),

accounts as (

    select
        id as account_id,
        upper(currency) as currency
    from {{ ref('base_linkedin_ads__account_history') }}
    where rejected_reason is null

)

select
    campaign_days.spend_date,
    'linkedin_ads' as platform,
    campaign_days.campaign_id,
    campaigns.campaign_name,
    {{ carried_cents('campaign_days.cost', 'accounts.currency', 'campaign_days.spend_date, campaign_days.campaign_id, campaign_days.row_key') }} as cost,
    accounts.currency,
    campaign_days.impressions,
    campaign_days.clicks,
    campaign_days.reactions,
    campaign_days.comments,
    campaign_days.shares,
    campaign_days.follows,
    'linkedin_ads' as source_system
from campaign_days
left join campaigns on campaign_days.campaign_id = campaigns.campaign_id
left join accounts on campaigns.account_id = accounts.account_id
