select
    '110' || printf('%08d', number) as id,
    marketo_lead_id(record) as lead_id,
    happened_at - interval 1 second as activity_date,
    11 as activity_type_id,
    7000 + campaign as campaign_id,
    content as primary_attribute_value,
    300 + campaign as primary_attribute_value_id,
    content_path as link,
    number % 3 = 0 as is_mobile_device,
    synced(happened_at, number) as _fivetran_synced
from letters
where touch_type = 'email_clicked'
order by happened_at, number
