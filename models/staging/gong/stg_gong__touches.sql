{{ config(enabled=is_connected('gong')) }}

-- Calls and meetings with people outside, also those that nobody logged in the CRM.
select
    ---------- ids
    'gong:call:' || calls.id as touch_id,
    calls.account_id,
    calls.email,
    calls.deal_id,

    ---------- what happened
    case
        when lower(calls.direction) in ('inbound', 'outbound') then 'call'
        when {{ is_demo('lower(calls.title)') }} then 'demo'
        when lower(calls.direction) = 'conference' or calls.meeting_url is not null then 'meeting'
        else 'call'
    end as touch_type,
    calls.title as content,

    ---------- who of us
    coalesce(
        nullif(trim(coalesce(users.first_name, '') || ' ' || coalesce(users.last_name, '')), ''), users.email_address
    ) as owner,
    case when lower(calls.direction) in ('inbound', 'outbound') then lower(calls.direction) end as direction,
    'gong' as source_system,

    ---------- timestamps
    calls.started as touched_at
from ({{ gong_calls() }}) as calls
left join {{ ref('base_gong__users') }} as users
    on calls.primary_user_id = users.id and users.rejected_reason is null
where calls.reason is null
