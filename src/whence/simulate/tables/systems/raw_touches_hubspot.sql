-- Which touch each raw row of a system is, and how its account can be known.
create temp table raw_touches as
select
    'hubspot' as source_system,
    case
        when activities.touch_type = 'call' then 'engagement_call'
        when activities.touch_type in ('meeting', 'demo') then 'engagement_meeting'
        else 'engagement_email'
    end as table_name,
    cast(links.engagement_id as varchar) as row_id,
    activities.happened_at,
    activities.person,
    case when activities.attempt is null then activities.touch end as touch,
    activities.true_channel as channel,
    case
        when links.company_id is not null or links.deal_id is not null then 'crm_link'
        when activities.number % 30 <> 11 then knowledge.known_by
        -- without its person an e-mail still has the address
        when activities.touch_type in ('email_sent', 'email_replied') then mails.known_by
    end as known_by
from sales_activities as activities
inner join activity_links as links using (number)
inner join main_records as main using (person)
inner join record_knowledge as knowledge using (record)
left join mail_knowledge as mails using (person)
where activities.is_done
union all
select
    'hubspot',
    'contact_form_submission',
    forms.conversion_id,
    forms.happened_at,
    forms.person,
    forms.touch,
    forms.true_channel,
    knowledge.known_by
from hubspot_forms as forms
inner join record_knowledge as knowledge using (record)
union all
select
    'hubspot',
    'email_event',
    uuid_of(cast(letters.number as varchar)),
    letters.happened_at,
    letters.person,
    letters.touch,
    'Email',
    knowledge.known_by
from letters
inner join record_knowledge as knowledge using (record);
