select
    '60' || printf('%08d', number) as id,
    marketo_lead_id(record) as lead_id,
    happened_at as activity_date,
    6 as activity_type_id,
    7000 + campaign as campaign_id,
    content as primary_attribute_value,
    300 + campaign as primary_attribute_value_id,
    synced(happened_at, number) as _fivetran_synced
from letters
where touch_type = 'email_sent'
order by happened_at, number
