{%- set measures = ['impressions', 'clicks', 'reactions', 'comments', 'shares', 'follows'] -%}

-- Who saw our ads and acted on them, as far as the platforms tell: companies, each with its account, and
-- job titles. Spend that a source gives by company is such an audience too.
with reported as (

    {{ shape_rows('ad_audiences') }}

),

campaigns as (

    select
        platform,
        campaign_id,
        max_by(channel, {{ in_order('spend_date', 'channel') }}) as channel,
        max_by(campaign_name, {{ in_order('spend_date', 'campaign_name') }}) as campaign_name
    from {{ ref('int_spend') }}
    group by platform, campaign_id

),

audiences as (

    select
        reported.engaged_on,
        coalesce(campaigns.channel, 'Paid Other') as channel,
        reported.platform,
        reported.campaign_id,
        campaigns.campaign_name,
        reported.audience_kind,
        reported.audience,
        coalesce(reported.company_name, reported.job_title, reported.company_domain) as audience_name,
        reported.company_domain,
        {%- for measure in measures %}
        reported.{{ measure }},
        {%- endfor %}
        reported.source_system
    from reported
    left join campaigns on reported.platform = campaigns.platform and reported.campaign_id = campaigns.campaign_id
    union all
    select
        spend_date,
        channel,
        platform,
        campaign_id,
        campaign_name,
        'company',
        company_domain,
        company_domain,
        company_domain,
        {%- for measure in measures %}
        {{ measure }},
        {%- endfor %}
        source_system
    from {{ ref('int_spend') }}
    where company_domain is not null

)

select
    audiences.*,
    domains.account_id,
    coalesce(accounts.is_target_account, false) as is_target_account
from audiences
left join {{ ref('int_account_domains') }} as domains on domains.is_chosen and audiences.company_domain = domains.domain
left join {{ ref('int_accounts') }} as accounts on domains.account_id = accounts.account_id
