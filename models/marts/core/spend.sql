-- What was paid and what was seen for it, in the reporting currency, on the same channels as touches.
select
    spend_date,
    channel,
    platform,
    campaign_id,
    campaign_name,
    company_domain,
    cast(sum(cost) as decimal(18, 2)) as cost,
    cast(sum(impressions) as bigint) as impressions,
    cast(sum(clicks) as bigint) as clicks,
    cast(sum(reactions) as bigint) as reactions,
    cast(sum(comments) as bigint) as comments,
    cast(sum(shares) as bigint) as shares,
    cast(sum(follows) as bigint) as follows,
    source_system
from {{ ref('int_spend') }}
group by
    spend_date,
    channel,
    platform,
    campaign_id,
    campaign_name,
    company_domain,
    source_system
