{{ config(enabled=is_connected('files')) }}

select
    spend_date,
    channel,
    platform,
    campaign_id,
    campaign_name,
    cost,
    upper(currency) as currency,
    impressions,
    clicks,
    reactions,
    comments,
    shares,
    follows,
    {{ clean_domain('company_domain') }} as company_domain,
    'files' as source_system
from {{ ref('base_files__spend') }}
where rejected_reason is null
