select
    engagement_id,
    contact_id,
    type_id,
    'HUBSPOT_DEFINED' as category,
    synced(happened_at, number) as _fivetran_synced
from (
    select
        links.engagement_id,
        links.contact_id,
        case
            when activities.touch_type = 'call' then 194
            when activities.touch_type in ('meeting', 'demo') then 200
            else 198
        end as type_id,
        activities.number,
        activities.happened_at
    from sales_activities as activities
    inner join activity_links as links using (number)
    where activities.is_done and activities.number % 30 <> 11
)
order by number
