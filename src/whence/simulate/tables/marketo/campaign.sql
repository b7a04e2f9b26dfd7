select
    7000 + campaign as id,
    'Send' as name,
    marketo_program_id(campaign) as program_id,
    campaign_name as program_name,
    'batch' as type,
    starts_at - interval 14 day as created_at,
    synced(starts_at, campaign) as _fivetran_synced
from our_campaigns
where label in ('Newsletter', 'Webinar')
union all by name
select
    6001 as id,
    'Answer to form' as name,
    1001 as program_id,
    'Website forms' as program_name,
    'trigger' as type,
    timestamp '2024-05-01 10:00:00' as created_at,
    timestamp '2024-05-01 10:42:00' as _fivetran_synced
order by id
