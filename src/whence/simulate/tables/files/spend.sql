select
    cast(drawn.spend_at as date) as spend_date,
    drawn.channel,
    drawn.platform,
    campaigns.campaign_id,
    campaigns.campaign_name,
    cast(drawn.cost_cents / 100 as decimal(13, 2)) as cost,
    'USD' as currency,
    -- what is not bought by view or click has no count of them
    nullif(drawn.impressions, 0) as impressions,
    nullif(drawn.clicks, 0) as clicks,
    case when drawn.is_social then drawn.reactions end as reactions,
    case when drawn.is_social then drawn.comments end as comments,
    case when drawn.is_social then drawn.shares end as shares,
    case when drawn.is_social then drawn.follows end as follows
from drawn_spend as drawn
inner join named_campaigns as campaigns using (campaign)
order by drawn.line
