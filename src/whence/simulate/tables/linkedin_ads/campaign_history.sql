select
    numeric_id('6', campaign + 1) as id,
    case version when 1 then campaign_name || ' (draft)' else campaign_name end as name,
    508117702 as account_id,
    'SPONSORED_UPDATES' as type,
    case version when 1 then 'DRAFT' else 'ACTIVE' end as status,
    'CPC' as cost_type,
    starts_at - to_days(12 - 8 * (version - 1)) as last_modified_time,
    synced(starts_at - to_days(12 - 8 * (version - 1)), campaign) as _fivetran_synced
from our_campaigns
cross join range(1, 3) as versions (version)
where platform = 'linkedin_ads' and (version = 2 or campaign % 3 = 0)
order by id, last_modified_time
