select
    links.engagement_id as id,
    case
        when activities.touch_type = 'call' then 'CALL'
        when activities.touch_type in ('meeting', 'demo') then 'MEETING'
        when activities.touch_type = 'email_replied' then 'INCOMING_EMAIL'
        else 'EMAIL'
    end as type,
    62113 as portal_id,
    activities.number % 89 = 17 as _fivetran_deleted,
    synced(activities.happened_at, activities.number) as _fivetran_synced
from sales_activities as activities
inner join activity_links as links using (number)
where activities.is_done
order by activities.happened_at, activities.number
