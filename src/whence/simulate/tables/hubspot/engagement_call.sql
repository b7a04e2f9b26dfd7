select
    links.engagement_id,
    activities.happened_at as property_hs_timestamp,
    coalesce(activities.content, 'Call') as property_hs_call_title,
    case when activities.direction = 'inbound' and activities.attempt is null then 'INBOUND' else 'OUTBOUND' end
        as property_hs_call_direction,
    case when activities.attempt is null then 'COMPLETED' else 'NO_ANSWER' end as property_hs_call_status,
    case
        when activities.attempt is null then 'f240bbac-87c9-4f6e-bf70-924b57d47db7'
        when activities.number % 2 = 0 then '73a0d17f-1163-4015-bdd5-ec830791da20'
        else 'b2cf5968-551e-4856-9783-52b3da59a7d0'
    end as property_hs_call_disposition,
    case when activities.attempt is null then activities.minutes * 60000 end as property_hs_call_duration,
    40000 + links.owner as property_hubspot_owner_id,
    activities.number % 89 = 17 as _fivetran_deleted,
    synced(activities.happened_at, activities.number) as _fivetran_synced
from sales_activities as activities
inner join activity_links as links using (number)
where activities.touch_type = 'call' and activities.is_done
order by activities.happened_at, activities.number
