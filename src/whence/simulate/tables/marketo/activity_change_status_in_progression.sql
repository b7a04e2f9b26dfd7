-- webinars are programs here, too, and their members are those of the CRM's campaigns
select
    '104' || printf('%08d', members.number) as id,
    marketo_lead_id(main.record) as lead_id,
    members.happened_at as activity_date,
    104 as activity_type_id,
    campaigns.campaign_name as primary_attribute_value,
    marketo_program_id(members.campaign) as primary_attribute_value_id,
    case when members.priority < 2 then 'Registered' end as old_status,
    case
        when members.priority < 2 then 'Attended'
        when members.is_registered then 'Registered'
        else 'Invited'
    end as new_status,
    members.priority < 2 as success,
    synced(members.happened_at, members.number) as _fivetran_synced
from campaign_members as members
inner join our_campaigns as campaigns using (campaign)
inner join main_records as main using (person)
where campaigns.label = 'Webinar'
order by members.happened_at, members.number
