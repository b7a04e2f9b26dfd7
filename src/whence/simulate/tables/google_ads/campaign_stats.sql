with days as (

    select
        day as date,
        numeric_id('21', campaign + 1) as id,
        case label when 'Display' then 'CONTENT' else 'SEARCH' end as ad_network_type,
        cast(cost_cents as bigint) * 10000 as cost_micros,
        impressions,
        clicks,
        number,
        synced(cast(day as timestamp) + interval 26 hour, number) as _fivetran_synced
    from daily_spend
    inner join our_campaigns using (campaign)
    where system = 'google_ads'

)

select
    '4471180953' as customer_id,
    date,
    id,
    md5(id || date || ad_network_type) as _fivetran_id,
    ad_network_type,
    'UNSPECIFIED' as device,
    cost_micros,
    impressions,
    clicks,
    clicks // 40 as conversions,
    0 as view_through_conversions,
    _fivetran_synced
from (
    from days
    union all
    -- Google restates a day when it finds invalid clicks
    select * replace (cost_micros * 11 // 10 as cost_micros, clicks + 1 as clicks, _fivetran_synced - interval 20 hour as _fivetran_synced)
    from days
    where number % 23 = 3
)
order by date, id, _fivetran_synced
