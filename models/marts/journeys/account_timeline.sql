select
    timeline.account_id,
    accounts.account_name,
    timeline.event_number,
    timeline.occurred_at,
    timeline.days_since_previous,
    timeline.event_kind,
    timeline.event,
    timeline.event_id,
    timeline.contact_id,
    contacts.title as contact_title,
    timeline.deal_id,
    timeline.channel,
    timeline.campaign_name,
    timeline.content,
    timeline.team,
    timeline.direction
from {{ ref('int_account_timeline') }} as timeline
inner join {{ ref('int_accounts') }} as accounts on timeline.account_id = accounts.account_id
left join {{ ref('int_contacts') }} as contacts on timeline.contact_id = contacts.contact_id
