{%- set measures = ['impressions', 'clicks', 'reactions', 'comments', 'shares', 'follows'] -%}

-- What our ads cost, how often they were seen and acted on, and how often by the accounts we aim at.
with figures as (

    select
        spend_date as day,
        channel,
        platform,
        coalesce(campaign_id, campaign_name) as campaign_id,
        campaign_name,
        cost,
        {%- for measure in measures %}
        {{ measure }},
        {%- endfor %}
        0 as company_impressions,
        0 as target_account_impressions,
        false as is_audience
    from {{ ref('int_spend') }}
    union all
    select
        engaged_on,
        channel,
        platform,
        coalesce(campaign_id, campaign_name),
        campaign_name,
        0,
        {%- for measure in measures %}
        0,
        {%- endfor %}
        impressions,
        case when is_target_account then impressions else 0 end,
        true
    from {{ ref('int_ad_audiences') }}
    where audience_kind = 'company'

),

engagement as (

    select
        period,
        period_start,
        channel,
        platform,
        campaign_id,
        max(campaign_name) as campaign_name,
        cast(sum(cost) as decimal(18, 2)) as cost
        {%- for measure in measures + ['company_impressions', 'target_account_impressions'] %},
        cast(coalesce(sum({{ measure }}), 0) as bigint) as {{ measure }}{% endfor %}
    from {{ by_period('figures', 'day', var('fiscal_year_starts_in'), ['day', 'week', 'month', 'quarter', 'year']) }} as figures
    -- platforms tell companies by the month
    where not is_audience or period in ('month', 'quarter', 'year')
    group by period, period_start, channel, platform, campaign_id

)

select
    period,
    period_start,
    channel,
    platform,
    campaign_id,
    campaign_name,
    cost,
    impressions,
    clicks,
    {{ ratio('clicks', 'impressions') }} as click_rate,
    {{ ratio('1000 * cost', 'impressions') }} as cost_per_thousand_impressions,
    {{ ratio('cost', 'clicks') }} as cost_per_click,
    reactions,
    comments,
    shares,
    follows,
    {{ ratio('(reactions + comments + shares + follows)', 'impressions') }} as social_engagement_rate,
    company_impressions,
    target_account_impressions,
    {{ ratio('target_account_impressions', 'company_impressions') }} as on_target_share
from engagement
