with campaigns as (

    select
        numeric_id('21', campaign + 1) as id,
        campaign,
        campaign_name,
        label,
        starts_at,
        ends_at
    from our_campaigns
    where platform = 'google_ads'

),

versions as (

    select
        *,
        starts_at - interval 6 day as updated_at,
        campaign_name as name,
        'ENABLED' as status,
        campaign % 5 <> 0 as is_latest
    from campaigns
    union all
    -- renamed in the middle
    select
        *,
        starts_at + interval 20 day as updated_at,
        campaign_name || ' v2' as name,
        'PAUSED' as status,
        true as is_latest
    from campaigns
    where campaign % 5 = 0

)

select
    id,
    updated_at,
    '4471180953' as customer_id,
    name,
    status,
    case label when 'Display' then 'DISPLAY' else 'SEARCH' end as advertising_channel_type,
    cast(starts_at as date) as start_date,
    cast(ends_at as date) - 1 as end_date,
    is_latest as _fivetran_active,
    updated_at as _fivetran_start,
    synced(updated_at, campaign) as _fivetran_synced
from versions
order by id, updated_at
