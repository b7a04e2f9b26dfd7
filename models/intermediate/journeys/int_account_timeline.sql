{{- config(materialized=by_account()) -}}
{%- set in_order -%}
partition by account_id order by occurred_at,
    case event_kind when 'silence' then 0 when 'touch' then 1 when 'milestone' then 2 else 3 end,
    case event when 'opportunity' then 1 when 'stage' then 2 when 'stage_again' then 2 else 3 end, event, event_id
{%- endset -%}

-- Everything that happened between us and an account, in one order: touches, milestones, deals, silences.
with touches as (

    select
        {{ all_but('touches', ['direction']) }},
        coalesce(touches.direction, touch_types.default_direction) as direction
    from {{ of_changed_accounts(ref('int_touches'), 'int_account_versions') }} as touches
    inner join {{ ref('touch_types') }} as touch_types on touches.touch_type = touch_types.touch_type
    where touches.account_id is not null

),

contacts as (

    select * from {{ of_changed_accounts(ref('int_contacts'), 'int_account_versions') }} as contacts
    where account_id is not null

),

deals as (

    select * from {{ of_changed_accounts(ref('int_deals'), 'int_account_versions') }} as deals

),

events as (

    select
        account_id, touched_at as occurred_at, 'touch' as event_kind, touch_type as event, touch_id as event_id,
        contact_id, deal_id, channel, campaign_name, content, team, direction
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
    select account_id, entered_at, 'deal', case when is_first_entry then 'stage' else 'stage_again' end, deal_id || ' ' || stage || ' ' || stage_number, null, deal_id, null, null, stage, null, null
    from {{ of_changed_accounts(ref('int_deal_stages'), 'int_account_versions') }} as stages
    union all
    select account_id, closed_at, 'deal', outcome, deal_id, null, deal_id, null, null, deal_name, null, null
    from deals
    where closed_at is not null

),

gaps as (

    select *, {{ days_between('lag(occurred_at) over in_order', 'occurred_at') }} as days_since_previous
    from events
    window in_order as ({{ in_order }})

),

story as (

    select * from gaps
    union all
    -- a silence ends with what comes next
    select
        account_id, occurred_at, 'silence', 'silence', 'before ' || event_id, null, null, null, null, null, null, null,
        days_since_previous
    from gaps
    where days_since_previous >= 30

)

select
    account_id,
    cast(row_number() over in_order as bigint) as event_number,
    occurred_at,
    days_since_previous,
    event_kind, event, event_id,
    contact_id,
    deal_id,
    channel,
    campaign_name,
    content,
    team,
    direction
from story
window in_order as ({{ in_order }})
