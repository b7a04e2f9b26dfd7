select
    day,
    numeric_id('6', campaign + 1) as campaign_id,
    cast(cost_cents / 100 as decimal(15, 2)) as cost_in_local_currency,
    cast(cost_cents / 100 as decimal(15, 2)) as cost_in_usd,
    impressions,
    clicks,
    reactions,
    comments,
    shares,
    follows,
    synced(cast(day as timestamp) + interval 27 hour, number) as _fivetran_synced
from daily_spend
where system = 'linkedin_ads'
order by day, campaign_id
