select
    links.engagement_id,
    activities.happened_at as property_hs_timestamp,
    case activities.touch_type when 'email_replied' then 'Re: ' else '' end || activities.content
        as property_hs_email_subject,
    case activities.touch_type when 'email_replied' then 'INCOMING_EMAIL' else 'EMAIL' end as property_hs_email_direction,
    'SENT' as property_hs_email_status,
    case activities.touch_type when 'email_replied' then links.contact_email else links.owner_email end
        as property_hs_email_from_email,
    case activities.touch_type when 'email_replied' then links.owner_email else links.contact_email end
        as property_hs_email_to_email,
    40000 + links.owner as property_hubspot_owner_id,
    activities.number % 89 = 17 as _fivetran_deleted,
    synced(activities.happened_at, activities.number) as _fivetran_synced
from sales_activities as activities
inner join activity_links as links using (number)
where activities.touch_type in ('email_sent', 'email_replied')
order by activities.happened_at, activities.number
