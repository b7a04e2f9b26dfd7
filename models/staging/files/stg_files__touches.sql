{{ config(enabled=is_connected('files')) }}

select
    ---------- ids
    touch_id,
    account_id,
    contact_id,
    lower(email) as email,
    user_id,
    anonymous_id,
    {{ clean_domain('company_domain') }} as company_domain,
    company_name,
    deal_id,
    campaign_id,

    ---------- what happened
    touch_type,
    channel,
    utm_source,
    utm_medium,
    utm_campaign,
    utm_term,
    utm_content,
    referrer,
    landing_page,
    click_id,
    lower(click_id_type) as click_id_type,
    campaign_name,
    content,

    ---------- who of us
    owner,
    {{ as_name('team') }} as team,
    lower(direction) as direction,
    is_consented,
    'files' as source_system,

    ---------- timestamps
    touched_at,
    touched_at_is_date_only as is_date_only
from {{ ref('base_files__touches') }}
where rejected_reason is null
