select
    forms.conversion_id,
    keys.contact_id,
    md5(forms.title) as form_id,
    62113 as portal_id,
    forms.happened_at as timestamp,
    forms.title,
    forms.page_url,
    synced(forms.happened_at, forms.number) as _fivetran_synced
from hubspot_forms as forms
inner join hubspot_records as keys using (record)
order by forms.happened_at, forms.conversion_id
