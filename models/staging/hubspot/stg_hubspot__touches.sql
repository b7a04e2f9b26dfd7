-- What people did that HubSpot knows of: forms they sent, mailings they received, opened and clicked,
-- and the calls, meetings and e-mails that sales had with them.
{{ config(enabled=is_connected('hubspot')) }}

with owners as ({{ hubspot_owners() }}),

activities as ({{ hubspot_activities() }}),

mailings as (

    select
        *,
        case upper(type)
            when 'SENT' then 'email_sent'
            when 'OPEN' then 'email_opened'
            when 'CLICK' then 'email_clicked'
            when 'REPLY' then 'email_replied'
        end as touch_type
    from {{ ref('base_hubspot__email_event') }}
    where rejected_reason is null

)

select
    'hubspot:' || activities.table_name || ':' || activities.engagement_id as touch_id,
    activities.company_id as account_id,
    activities.contact_id,
    activities.email,
    activities.deal_id,
    cast(null as string) as campaign_id,
    cast(null as string) as campaign_name,
    activities.touch_type,
    activities.content,
    cast(null as string) as landing_page,
    coalesce(owners.owner, activities.owner_id) as owner,
    activities.direction,
    'hubspot' as source_system,
    activities.happened_at as touched_at
from activities
left join owners on activities.owner_id = owners.owner_id
where activities.reason is null
union all
select
    'hubspot:contact_form_submission:' || conversion_id,
    cast(null as string),
    contact_id,
    cast(null as string),
    cast(null as string),
    cast(null as string),
    cast(null as string),
    'form_submission',
    title,
    page_url,
    cast(null as string),
    'inbound',
    'hubspot',
    timestamp
from {{ ref('base_hubspot__contact_form_submission') }}
where rejected_reason is null
union all
select
    'hubspot:email_event:' || mailings.id,
    cast(null as string),
    cast(null as string),
    lower(mailings.recipient),
    cast(null as string),
    mailings.email_campaign_id,
    coalesce(campaigns.name, campaigns.subject),
    mailings.touch_type,
    coalesce(campaigns.subject, campaigns.name),
    cast(null as string),
    cast(null as string),
    -- outbound is what one of us sends to one person, not a mailing
    case when mailings.touch_type = 'email_replied' then 'inbound' end,
    'hubspot',
    mailings.created
from mailings
left join {{ ref('base_hubspot__email_campaign') }} as campaigns
    on mailings.email_campaign_id = campaigns.id and campaigns.rejected_reason is null
