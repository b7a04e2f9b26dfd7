-- What was a contact exposed to before the call? For the latest calls and meetings of open deals: what this person had seen
-- and done in the 90 days before, ours (outbound) and their own (inbound), newest first.
with calls as (

    select
        touches.touch_id,
        touches.contact_id,
        touches.account_id,
        touches.touched_at,
        touches.touch_type
    from {{ ref('touches') }} as touches
    inner join {{ ref('deals') }} as deals on touches.account_id = deals.account_id and deals.outcome = 'open'
    where touches.touch_type in ('call', 'meeting', 'demo') and touches.contact_id is not null
    qualify row_number() over (partition by touches.contact_id order by touches.touched_at desc, touches.touch_id asc) = 1

)

select
    timeline.account_name,
    calls.contact_id,
    contacts.title,
    calls.touch_type as before_which,
    calls.touched_at as when_it_was,
    timeline.occurred_at as seen_at,
    timeline.event as what,
    timeline.direction,
    timeline.channel,
    coalesce(timeline.content, timeline.campaign_name) as which
from calls
inner join {{ ref('account_timeline') }} as timeline
    on
        calls.account_id = timeline.account_id
        and calls.contact_id = timeline.contact_id
        and timeline.event_kind = 'touch'
        and calls.touched_at > timeline.occurred_at
        and calls.touched_at - interval '90' day <= timeline.occurred_at
        and calls.touch_id <> timeline.event_id
-- what two systems keep of one act is one act
left join {{ ref('excluded_touches') }} as excluded
    on timeline.event_id = excluded.touch_id and excluded.goal = 'opportunity' and excluded.reason = 'excluded'
left join {{ ref('contacts') }} as contacts on calls.contact_id = contacts.contact_id
where excluded.touch_id is null
order by calls.touched_at desc, calls.contact_id asc, timeline.occurred_at desc, timeline.event_number desc
limit 100
