select
    '20' || printf('%08d', forms.number) as id,
    marketo_lead_id(forms.record) as lead_id,
    forms.happened_at as activity_date,
    2 as activity_type_id,
    6001 as campaign_id,
    forms.content as primary_attribute_value,
    50 + length(forms.content) as primary_attribute_value_id,
    coalesce(forms.page_url, 'https://www.linkedin.com/') as referrer_url,
    case when forms.page_url is null
        then 'utm_source=linkedin&utm_medium=paid-social&utm_campaign=' || campaigns.tag
    end as query_parameters,
    '203.0.113.' || forms.number % 250 as client_ip_address,
    synced(forms.happened_at, forms.number) as _fivetran_synced
from forms
left join our_campaigns as campaigns using (campaign)
order by forms.happened_at, forms.number
