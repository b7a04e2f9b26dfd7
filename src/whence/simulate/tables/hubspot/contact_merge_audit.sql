select
    master_id as canonical_vid,
    id as vid_to_merge,
    master_id as contact_id,
    merged_at as timestamp,
    'CRM_UI' as source_type,
    synced(merged_at, record) as _fivetran_synced
from hubspot_contacts
where master_id is not null
order by merged_at, id
