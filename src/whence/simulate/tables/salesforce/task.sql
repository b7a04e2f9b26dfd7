select
    links.who_id,
    salesforce_id('00T', activities.number) as id,
    links.what_id,
    links.account_id,
    salesforce_id('005', links.owner) as owner_id,
    case
        when activities.touch_type = 'email_replied' then '[Outreach] [Email] [In] Re: ' || activities.content
        when activities.touch_type = 'email_sent' then '[Outreach] [Email] [Out] ' || activities.content
        when not activities.is_done then 'Call again'
        else activities.content
    end as subject,
    case when activities.touch_type = 'call' then 'Call' else 'Email' end as type,
    case when activities.touch_type = 'call' then 'Call' else 'Email' end as task_subtype,
    case when activities.is_done then 'Completed' else 'Not Started' end as status,
    activities.is_done as is_closed,
    false as is_recurrence,
    'Normal' as priority,
    case when activities.touch_type = 'call' and activities.is_done then
        case when activities.direction = 'inbound' and activities.attempt is null then 'Inbound' else 'Outbound' end
    end as call_type,
    case
        when activities.touch_type <> 'call' or not activities.is_done then null
        when activities.attempt is null then 'Connected'
        when activities.number % 2 = 0 then 'No Answer'
        else 'Left Voicemail'
    end as call_disposition,
    case when activities.touch_type = 'call' and activities.is_done then
        case when activities.attempt is null then activities.minutes * 60 else 25 end
    end as call_duration_in_seconds,
    cast(activities.happened_at as date) as activity_date,
    case when activities.is_done then activities.happened_at end as completed_date_time,
    activities.happened_at - interval 1 minute as created_date,
    activities.number % 89 = 17 as is_deleted,
    false as _fivetran_deleted,
    synced(activities.happened_at, activities.number) as _fivetran_synced
from sales_activities as activities
inner join activity_links as links using (number)
where activities.touch_type not in ('meeting', 'demo')
order by activities.happened_at, activities.number
