select
    3000 + campaign as id,
    campaign_name as name,
    theme || ', ' || left(campaign_name, 7) as subject,
    'BATCH_EMAIL' as type,
    113 as app_id,
    synced(starts_at, campaign) as _fivetran_synced
from our_campaigns
where label = 'Newsletter'
order by id
