select
    links.engagement_id,
    links.deal_id,
    case
        when activities.touch_type = 'call' then 206
        when activities.touch_type in ('meeting', 'demo') then 212
        else 210
    end as type_id,
    'HUBSPOT_DEFINED' as category,
    synced(activities.happened_at, activities.number) as _fivetran_synced
from sales_activities as activities
inner join activity_links as links using (number)
where activities.is_done and links.deal_id is not null
order by activities.number
