{{ config(materialized=by_account()) }}

with events as (

    select
        timeline.*,
        accounts.account_name,
        contacts.title as contact_title,
        coalesce(contacts.title, 'somebody') as person,
        coalesce(touch_types.story, '{person} was in touch with us') as story
    from {{ of_changed_accounts(ref('int_account_timeline'), 'int_account_versions') }} as timeline
    inner join {{ ref('int_accounts') }} as accounts on timeline.account_id = accounts.account_id
    left join {{ ref('int_contacts') }} as contacts on timeline.contact_id = contacts.contact_id
    left join {{ ref('touch_types') }} as touch_types
        on timeline.event_kind = 'touch' and timeline.event = touch_types.touch_type

)

select
    account_id,
    account_name,
    event_number,
    occurred_at,
    days_since_previous,
    event_kind,
    event,
    event_id,
    contact_id,
    contact_title,
    deal_id,
    channel,
    campaign_name,
    content,
    team,
    direction,
    case event_kind
        when 'touch' then replace(story, '{person}', person) || coalesce(': ' || content, '')
        when 'silence' then cast(cast(floor(days_since_previous) as integer) as string) || ' days of silence'
        when 'milestone' then person || ' became ' || case event when 'lead' then 'a lead' else 'an ' || upper(event) end
        when 'deal' then
            case event
                when 'opportunity' then 'a deal was created' || coalesce(': ' || content, '')
                when 'stage' then 'the deal entered the stage ' || content
                when 'stage_again' then 'the deal went back to the stage ' || content
                else 'the deal was ' || event || coalesce(': ' || content, '')
            end
    end as what_happened
from events
