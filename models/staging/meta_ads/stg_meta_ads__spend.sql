-- What ads on Facebook and Instagram cost and how people reacted to them, per ad and day.
{{ config(enabled=is_connected('meta_ads')) }}

with actions as (

    select
        date,
        ad_id,
        sum(value) filter (where action_type = 'post_reaction') as reactions,
        sum(value) filter (where action_type = 'comment') as comments,
        sum(value) filter (where action_type = 'post') as shares,
        sum(value) filter (where action_type = 'like') as follows
    from {{ ref('base_meta_ads__basic_ad_actions') }}
    where rejected_reason is null
    group by date, ad_id

),

ad_days as (

    select
        *,
        -- an ad's day may have several rows, its actions count once
        row_number() over (partition by date, ad_id order by row_key) = 1 as is_first_of_day
    from {{ ref('base_meta_ads__basic_ad') }}
    where rejected_reason is null

),

described as (

    select
        ad_days.*,
        coalesce(ad_days.campaign_id, ads.campaign_id) as campaign,
        upper(coalesce(ad_days.account_currency, accounts.currency)) as currency
    from ad_days
    left join {{ ref('base_meta_ads__ad_history') }} as ads on ad_days.ad_id = ads.id and ads.rejected_reason is null
    left join {{ ref('base_meta_ads__account_history') }} as accounts
        on ad_days.account_id = accounts.id and accounts.rejected_reason is null

)

select
    described.date as spend_date,
    'meta_ads' as platform,
    described.campaign as campaign_id,
    campaigns.name as campaign_name,
    {{ carried_cents('cast(described.spend as decimal(28, 10))', 'described.currency', 'described.date, described.campaign, described.row_key') }} as cost,
    described.currency,
    described.impressions,
    described.inline_link_clicks as clicks,
    {%- for action, name in {'post_reaction': 'reactions', 'comment': 'comments', 'post': 'shares', 'like': 'follows'}.items() %}
    coalesce(cast(actions.{{ name }} as bigint), {{ count_of_action('described.actions', action) }}) as {{ name }},
    {%- endfor %}
    'meta_ads' as source_system
from described
left join {{ ref('base_meta_ads__campaign_history') }} as campaigns
    on described.campaign = campaigns.id and campaigns.rejected_reason is null
left join actions
    on described.date = actions.date and described.ad_id = actions.ad_id and described.is_first_of_day
