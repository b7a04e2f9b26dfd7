{%- set measures = ['impressions', 'clicks', 'reactions', 'comments', 'shares', 'follows'] -%}

-- Which companies and which job titles saw our ads and acted on them.
with audiences as (

    select * from {{ ref('int_ad_audiences') }}

),

engagement as (

    select
        period,
        period_start,
        channel,
        platform,
        coalesce(campaign_id, campaign_name) as campaign_id,
        max(campaign_name) as campaign_name,
        audience_kind,
        audience,
        max(audience_name) as audience_name,
        max(account_id) as account_id,
        bool_or(is_target_account) as is_target_account
        {%- for measure in measures %},
        cast(coalesce(sum({{ measure }}), 0) as bigint) as {{ measure }}{% endfor %}
    from {{ by_period('audiences', 'engaged_on', var('fiscal_year_starts_in')) }} as audiences
    group by period, period_start, channel, platform, coalesce(campaign_id, campaign_name), audience_kind, audience

)

select
    *,
    {{ ratio('clicks', 'impressions') }} as click_rate,
    {{ ratio('(reactions + comments + shares + follows)', 'impressions') }} as social_engagement_rate
from engagement
