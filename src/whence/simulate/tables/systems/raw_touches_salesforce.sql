-- Which touch each raw row of a system is, and how its account can be known.
create temp table raw_touches as
select
    'salesforce' as source_system,
    'campaign_member' as table_name,
    salesforce_id('00v', members.number) as row_id,
    members.happened_at,
    members.person,
    members.touch,
    case members.priority
        when 0 then touches.true_channel
        when 1 then touches.true_channel
        else case campaigns.label when 'Webinar' then 'Webinar' else 'Event' end
    end as channel,
    case when everybody.contact_at is not null then 'crm_link' else knowledge.known_by end as known_by
from campaign_members as members
inner join our_campaigns as campaigns using (campaign)
inner join everybody using (person)
inner join main_records as main using (person)
inner join record_knowledge as knowledge using (record)
left join all_touches as touches using (touch)
union all
select
    'salesforce',
    case when activities.touch_type in ('meeting', 'demo') then 'event' else 'task' end,
    salesforce_id(
        case when activities.touch_type in ('meeting', 'demo') then '00U' else '00T' end, activities.number
    ),
    activities.happened_at,
    activities.person,
    case when activities.attempt is null then activities.touch end,
    activities.true_channel,
    case when links.account_id is not null then 'crm_link' else knowledge.known_by end
from sales_activities as activities
inner join activity_links as links using (number)
inner join main_records as main using (person)
inner join record_knowledge as knowledge using (record)
union all
select
    'marketo',
    'activity_' || case letters.touch_type
        when 'email_sent' then 'send' when 'email_opened' then 'open' else 'click'
    end || '_email',
    case letters.touch_type
        when 'email_sent' then '60' when 'email_opened' then '100' else '110'
    end || printf('%08d', letters.number),
    letters.happened_at,
    letters.person,
    letters.touch,
    'Email',
    knowledge.known_by
from letters
inner join mailer_knowledge as knowledge using (record)
union all
select
    'marketo',
    'activity_fill_out_form',
    '20' || printf('%08d', forms.number),
    forms.happened_at,
    forms.person,
    forms.touch,
    forms.true_channel,
    knowledge.known_by
from forms
inner join mailer_knowledge as knowledge using (record)
union all
select
    'marketo',
    'activity_change_status_in_progression',
    '104' || printf('%08d', members.number),
    members.happened_at,
    members.person,
    members.touch,
    'Webinar',
    knowledge.known_by
from campaign_members as members
inner join our_campaigns as campaigns using (campaign)
inner join main_records as main using (person)
inner join mailer_knowledge as knowledge using (record)
where campaigns.label = 'Webinar';
