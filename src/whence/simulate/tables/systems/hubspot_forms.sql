-- Forms in HubSpot: those of the website, and lists that other tools pass on as if they were forms:
-- who came to a webinar, whose badge was scanned, whom a partner sent.
create temp table hubspot_forms as
select
    'form-' || printf('%07d', forms.number) as conversion_id,
    forms.number,
    forms.record,
    forms.person,
    forms.touch,
    forms.happened_at,
    forms.true_channel,
    forms.content as title,
    forms.page_url
from forms
union all
select
    'list-' || printf('%07d', members.number),
    members.number,
    main.record,
    members.person,
    members.touch,
    members.happened_at,
    touches.true_channel,
    case touches.touch_type
        when 'webinar' then 'Webinar: '
        when 'event' then 'Event check-in: '
        when 'campaign_response' then 'Partner referral: '
        else 'Content syndication: '
    end || campaigns.theme,
    case touches.touch_type when 'webinar' then 'https://www.whence.example/webinars' end
from campaign_members as members
inner join our_campaigns as campaigns using (campaign)
inner join main_records as main using (person)
inner join all_touches as touches using (touch)
where members.priority = 0;
