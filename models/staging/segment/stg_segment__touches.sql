{{ config(enabled=is_connected('segment')) }}

-- What visitors and users did, as the site's own events tell it. How far they scrolled is no touch.
select
    ---------- ids
    'segment:tracks:' || id as touch_id,
    lower(coalesce(email, context_traits_email)) as email,
    user_id,
    anonymous_id,
    company_name,

    ---------- what happened
    {{ touch_type_of_event('event') }} as touch_type,
    coalesce(title, form_name, context_page_title) as content,
    context_page_url as landing_page,
    context_page_referrer as referrer,
    context_campaign_source as utm_source,
    context_campaign_medium as utm_medium,
    context_campaign_name as utm_campaign,
    context_campaign_term as utm_term,
    context_campaign_content as utm_content,
    'segment' as source_system,

    ---------- timestamps
    timestamp as touched_at
from {{ ref('base_segment__tracks') }}
where rejected_reason is null and not {{ is_scroll('event') }}
