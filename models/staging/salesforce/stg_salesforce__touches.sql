{{ config(enabled=is_connected('salesforce')) }}

-- What people did with us, as the CRM has it: responses to campaigns, tasks that are done, meetings.
-- What is none of these was turned away when the raw tables were read.
with users as ({{ salesforce_records('user', ['id', 'name']) }}),

accounts as ({{ salesforce_records('account', ['id']) }}),

opportunities as ({{ salesforce_records('opportunity', ['id']) }}),

campaigns as ({{ salesforce_records('campaign', ['id', 'name']) }}),

tasks as (

    select
        *,
        lower(coalesce(type, '') || ' ' || coalesce(task_subtype, '')) as kind,
        -- tools that log e-mails say in the type or mark in the subject which ones came in
        {{ matches("lower(coalesce(call_type, '') || ' ' || coalesce(type, ''))", "'inbound|incoming|reply|replied'") }}
        or coalesce(lower(subject) like '%[in]%' or subject like '%<<%' or subject like '%←%', false) as is_inbound
    from {{ ref('base_salesforce__task') }}
    where rejected_reason is null

),

activities as (

    select
        'salesforce:task:' || id as touch_id,
        who_id,
        what_id,
        account_id,
        owner_id,
        subject,
        {{ salesforce_task_type('kind', 'is_inbound') }} as touch_type,
        case
            when is_inbound then 'inbound'
            when call_type is not null or call_disposition is not null or {{ matches('kind', "'mail|linkedin'") }} then 'outbound'
        end as direction,
        coalesce(completed_date_time, cast(activity_date as timestamp), created_date) as touched_at,
        completed_date_time is null and activity_date is not null as is_date_only
    from tasks
    union all
    select
        'salesforce:event:' || id,
        who_id,
        what_id,
        account_id,
        owner_id,
        subject,
        case when {{ is_demo("lower(coalesce(type, '') || ' ' || coalesce(subject, ''))") }} then 'demo' else 'meeting' end,
        cast(null as string),
        coalesce(start_date_time, cast(activity_date as timestamp)),
        start_date_time is null or coalesce(is_all_day_event, false)
    from {{ ref('base_salesforce__event') }}
    where rejected_reason is null

)

select
    activities.touch_id,
    -- what_id is a record of any kind; the first characters of an id tell which
    coalesce(activities.account_id, accounts.id, case when activities.what_id like '001%' then activities.what_id end) as account_id,
    activities.who_id as contact_id,
    coalesce(opportunities.id, case when activities.what_id like '006%' then activities.what_id end) as deal_id,
    cast(null as string) as campaign_id,
    cast(null as string) as campaign_name,
    activities.touch_type,
    activities.subject as content,
    users.name as owner,
    activities.direction,
    'salesforce' as source_system,
    activities.touched_at,
    activities.is_date_only
from activities
left join accounts on activities.what_id = accounts.id
left join opportunities on activities.what_id = opportunities.id
left join users on activities.owner_id = users.id
union all
select
    'salesforce:campaign_member:' || members.id,
    cast(null as string),
    coalesce(members.contact_id, members.lead_id),
    cast(null as string),
    members.campaign_id,
    campaigns.name,
    'campaign_response',
    cast(null as string),
    cast(null as string),
    cast(null as string),
    'salesforce',
    coalesce(cast(members.first_responded_date as timestamp), members.created_date),
    members.first_responded_date is not null
from {{ ref('base_salesforce__campaign_member') }} as members
left join campaigns on members.campaign_id = campaigns.id
where members.rejected_reason is null
