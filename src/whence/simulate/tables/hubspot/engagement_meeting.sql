select
    links.engagement_id,
    activities.happened_at as property_hs_timestamp,
    activities.happened_at as property_hs_meeting_start_time,
    activities.happened_at + to_minutes(activities.minutes) as property_hs_meeting_end_time,
    activities.content as property_hs_meeting_title,
    'COMPLETED' as property_hs_meeting_outcome,
    case activities.direction when 'outbound' then 'CRM_UI' else 'MEETINGS_PUBLIC' end as property_hs_meeting_source,
    case activities.touch_type when 'demo' then 'Demo' else 'Meeting' end as property_hs_activity_type,
    40000 + links.owner as property_hubspot_owner_id,
    activities.number % 89 = 17 as _fivetran_deleted,
    synced(activities.happened_at, activities.number) as _fivetran_synced
from sales_activities as activities
inner join activity_links as links using (number)
where activities.touch_type in ('meeting', 'demo')
order by activities.happened_at, activities.number
