-- Every accepted touch with who made it, for which account and on which channel.
with marked as (

    select
        touches.*,
        {{ channel_marks('touches') }}
    from {{ ref('int_source_touches') }} as touches

),

resolved as (

    select
        marked.touch_id,
        marked.touched_at,
        marked.is_date_only,
        marked.touch_type,
        marked.raw_touch_type,
        coalesce(marked.contact_id, addresses.contact_id, visitors.contact_id) as contact_id,
        marked.account_id as own_account_id,
        marked.deal_id,
        marked.company_domain,
        coalesce(marked.channel, channels.channel, 'Other') as channel,
        marked.campaign_id,
        coalesce(marked.campaign_name, marked.utm_campaign) as campaign_name,
        marked.content,
        marked.owner,
        marked.team,
        marked.direction,
        marked.landing_page,
        marked.click_id,
        marked.click_id_type,
        marked.anonymous_id,
        split_part(marked.email, '@', 2) as email_domain,
        coalesce(marked.is_consented, true) as is_consented,
        marked.source_system
    from marked
    left join {{ ref('int_identities') }} as addresses
        on addresses.identity_type = 'email' and marked.email = addresses.identity_value
    left join {{ ref('int_identities') }} as visitors
        on visitors.identity_type = 'anonymous_id' and marked.anonymous_id = visitors.identity_value
    left join {{ ref('int_channels') }} as channels
        on
            marked.channel is null
            and marked.touch_type = channels.touch_type
            and marked.mark_source = channels.mark_source
            and marked.mark_medium = channels.mark_medium
            and marked.mark_campaign = channels.mark_campaign
            and marked.mark_referrer = channels.mark_referrer
            and marked.mark_landing_page = channels.mark_landing_page
            and marked.mark_click_id_type = channels.mark_click_id_type
            and marked.mark_direction = channels.mark_direction

)

select
    resolved.* exclude (email_domain),
    coalesce(
        resolved.own_account_id, deals.account_id, contacts.account_id, account_domains.account_id
    ) as account_id,
    case
        when resolved.own_account_id is not null then 'crm_link'
        when deals.account_id is not null then 'deal'
        when contacts.account_id is not null then contacts.match_method
        when account_domains.account_id is not null then 'company_domain'
        else 'unmatched'
    end as match_method,
    contacts.buying_role,
    coalesce(resolved.email_domain, split_part(contacts.email, '@', 2)) as email_domain
from resolved
left join {{ ref('int_deals') }} as deals on resolved.deal_id = deals.deal_id
left join {{ ref('int_contacts') }} as contacts on resolved.contact_id = contacts.contact_id
left join {{ ref('int_account_domains') }} as account_domains
    on resolved.company_domain = account_domains.domain
