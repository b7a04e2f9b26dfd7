-- Which companies and which job titles saw the ads of a campaign on LinkedIn and acted on them, per
-- month (of Airbyte per day). Both say again what the campaign's own row says, so neither is spend.
{{ config(enabled=is_connected('linkedin_ads')) }}

{% set measures = ['impressions', 'clicks', 'reactions', 'comments', 'shares', 'follows'] %}

with companies as (

    select
        id as company_number,
        localized_name as company_name,
        {{ clean_domain('localized_website') }} as company_domain
    from {{ ref('base_linkedin_ads__organization') }}
    where rejected_reason is null

),

job_titles as (

    select
        id as job_title_number,
        name as job_title
    from {{ ref('base_linkedin_ads__title') }}
    where rejected_reason is null

)

select
    {{ read_month('reached.month') }} as engaged_on,
    'linkedin_ads' as platform,
    {{ number_of_urn('reached.campaign_id') }} as campaign_id,
    'company' as audience_kind,
    'urn:li:organization:' || {{ number_of_urn('reached.member_company') }} as audience,
    companies.company_domain,
    companies.company_name,
    cast(null as string) as job_title,
    {% for measure in measures %}
    reached.{{ measure }},
    {% endfor %}
    'linkedin_ads' as source_system
from {{ ref('base_linkedin_ads__monthly_ad_analytics_by_member_company') }} as reached
left join companies on {{ number_of_urn('reached.member_company') }} = companies.company_number
where reached.rejected_reason is null
union all
select
    {{ read_month('reached.month') }} as engaged_on,
    'linkedin_ads' as platform,
    {{ number_of_urn('reached.campaign_id') }} as campaign_id,
    'job_title' as audience_kind,
    'urn:li:title:' || {{ number_of_urn('reached.member_job_title') }} as audience,
    cast(null as string) as company_domain,
    cast(null as string) as company_name,
    job_titles.job_title,
    {% for measure in measures %}
    reached.{{ measure }},
    {% endfor %}
    'linkedin_ads' as source_system
from {{ ref('base_linkedin_ads__monthly_ad_analytics_by_member_job_title') }} as reached
left join job_titles on {{ number_of_urn('reached.member_job_title') }} = job_titles.job_title_number
where reached.rejected_reason is null
