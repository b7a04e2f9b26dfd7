-- Everything that happened between us and an account, all people and systems in one order:
-- touches, the milestones of its people, and the stages of its deals.
with touches as (

    select * from {{ ref('int_touches') }}
    where account_id is not null

),

contacts as (

    select * from {{ ref('int_contacts') }}
    where account_id is not null

),

deals as (

    select * from {{ ref('int_deals') }}

),

events as (

    select
        account_id,
        touched_at as occurred_at,
        'touch' as event_kind,
        touch_type as event,
        touch_id as event_id,
        contact_id,
        deal_id,
        channel,
        campaign_name,
        content,
        team,
        direction
    from touches
    union all
    select account_id, lead_created_at, 'milestone', 'lead', contact_id, contact_id, null, null, null, null, null, null
    from contacts
    where lead_created_at is not null
    union all
    select account_id, mql_at, 'milestone', 'mql', contact_id, contact_id, null, null, null, null, null, null
    from contacts
    where mql_at is not null
    union all
    select account_id, sql_at, 'milestone', 'sql', contact_id, contact_id, null, null, null, null, null, null
    from contacts
    where sql_at is not null
    union all
    select account_id, created_at, 'deal', 'opportunity', deal_id, null, deal_id, null, null, deal_name, null, null
    from deals
    union all
    select account_id, entered_at, 'deal', 'stage', deal_id || ' ' || stage, null, deal_id, null, null, stage, null, null
    from {{ ref('int_deal_stages') }}
    union all
    select account_id, closed_at, 'deal', outcome, deal_id, null, deal_id, null, null, deal_name, null, null
    from deals
    where closed_at is not null

)

select
    account_id,
    row_number() over in_order as event_number,
    occurred_at,
    {{ days_between('lag(occurred_at) over in_order', 'occurred_at') }} as days_since_previous,
    event_kind,
    event,
    event_id,
    contact_id,
    deal_id,
    channel,
    campaign_name,
    content,
    team,
    direction
from events
window
    in_order as (
        partition by account_id
        order by
            occurred_at,
            case event_kind when 'touch' then 1 when 'milestone' then 2 else 3 end,
            case event when 'opportunity' then 1 when 'stage' then 2 else 3 end,
            event,
            event_id
    )
