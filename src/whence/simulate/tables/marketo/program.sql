select
    marketo_program_id(campaign) as id,
    campaign_name as name,
    case label when 'Newsletter' then 'Email Send' else 'Webinar' end as channel,
    case label when 'Newsletter' then 'email' else 'event' end as type,
    salesforce_id('701', campaign + 1) as sfdc_id,
    campaign_name as sfdc_name,
    starts_at as start_date,
    ends_at as end_date,
    'Default' as workspace,
    starts_at - interval 15 day as created_at,
    starts_at as updated_at,
    synced(starts_at, campaign) as _fivetran_synced
from our_campaigns
where label in ('Newsletter', 'Webinar')
union all by name
select
    1001 as id,
    'Website forms' as name,
    'Web Content' as channel,
    'default' as type,
    'Default' as workspace,
    timestamp '2024-05-01 10:00:00' as created_at,
    timestamp '2024-05-01 10:00:00' as updated_at,
    timestamp '2024-05-01 10:42:00' as _fivetran_synced
order by id
