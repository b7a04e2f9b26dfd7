select
    {{ read_text('spend_date', 'date') }} as spend_date,
    channel,
    platform,
    campaign_id,
    campaign_name,
    {{ read_text('cost', 'decimal(15,2)') }} as cost,
    upper(currency) as currency,
    {{ read_text('impressions', 'bigint') }} as impressions,
    {{ read_text('clicks', 'bigint') }} as clicks,
    {{ read_text('reactions', 'bigint') }} as reactions,
    {{ read_text('comments', 'bigint') }} as comments,
    {{ read_text('shares', 'bigint') }} as shares,
    {{ read_text('follows', 'bigint') }} as follows,
    {{ clean_domain('company_domain') }} as company_domain,
    'files' as source_system
from {{ ref('base_files__spend') }}
where rejected_reason is null
