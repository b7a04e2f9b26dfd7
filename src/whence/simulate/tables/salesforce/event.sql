with meetings as (

    select
        activities.number,
        false as is_child,
        links.who_id,
        links.what_id,
        links.account_id,
        links.owner,
        activities.content as subject,
        case when activities.touch_type = 'demo' then 'Demo' else 'Meeting' end as type,
        activities.happened_at as start_date_time,
        activities.happened_at + to_minutes(activities.minutes) as end_date_time,
        activities.number % 97 = 5 as is_deleted
    from sales_activities as activities
    inner join activity_links as links using (number)
    where activities.touch_type in ('meeting', 'demo')

)

select
    salesforce_id('00U', number) as id,
    who_id,
    what_id,
    account_id,
    salesforce_id('005', owner) as owner_id,
    subject,
    type,
    'Event' as event_subtype,
    is_child,
    false as is_recurrence,
    false as is_all_day_event,
    start_date_time,
    end_date_time,
    cast(start_date_time as date) as activity_date,
    start_date_time - interval 4 day as created_date,
    is_deleted,
    false as _fivetran_deleted,
    synced(end_date_time, number) as _fivetran_synced
from (
    from meetings
    union all
    -- the same meeting in a colleague's calendar
    select * replace (number + 500000000 as number, true as is_child, owner % 4 + 1 as owner, false as is_deleted)
    from meetings
    where number % 6 = 0
)
order by start_date_time, id
