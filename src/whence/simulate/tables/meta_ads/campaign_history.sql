select
    numeric_id('1202000', campaign + 1) as id,
    campaign_name as name,
    880213377 as account_id,
    'OUTCOME_LEADS' as objective,
    'PAUSED' as status,
    starts_at - interval 9 day as created_time,
    starts_at - interval 5 day as updated_time,
    synced(starts_at - interval 5 day, campaign) as _fivetran_synced
from our_campaigns
where platform = 'linkedin_ads'
order by id
