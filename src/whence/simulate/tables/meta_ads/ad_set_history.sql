select
    numeric_id('1202001', campaign + 1) as id,
    numeric_id('1202000', campaign + 1) as campaign_id,
    880213377 as account_id,
    theme as name,
    'PAUSED' as status,
    starts_at - interval 5 day as updated_time,
    synced(starts_at - interval 5 day, campaign) as _fivetran_synced
from our_campaigns
where platform = 'linkedin_ads'
order by id
