select
    salesforce_id('00v', members.number) as id,
    salesforce_id('701', members.campaign + 1) as campaign_id,
    case
        when members.touch is not null and logs.is_stale and old.record is not null and members.happened_at < old.merged_at
            then salesforce_id('00Q', old.record + 1)
        when main.is_lead then salesforce_id('00Q', main.record + 1)
    end as lead_id,
    case when everybody.contact_at is not null then salesforce_id('003', members.person + 1) end as contact_id,
    case
        when members.priority = 0 and campaigns.label in ('Webinar', 'Event') then 'Attended'
        when members.priority < 2 then 'Responded'
        when members.is_registered then 'Registered'
        else 'Sent'
    end as status,
    members.priority < 2 as has_responded,
    -- lists that were loaded by hand do not say when
    case when members.priority < 2 and members.number % 9 <> 4 then cast(members.happened_at as date) end
        as first_responded_date,
    case when members.priority < 2 then members.happened_at + interval 2 hour else members.happened_at end as created_date,
    members.number % 71 = 11 as is_deleted,
    false as _fivetran_deleted,
    synced(members.happened_at + interval 2 hour, members.number) as _fivetran_synced
from campaign_members as members
inner join our_campaigns as campaigns using (campaign)
inner join everybody using (person)
inner join main_records as main using (person)
left join old_records as old using (person)
left join touch_logs as logs using (touch)
order by members.number
