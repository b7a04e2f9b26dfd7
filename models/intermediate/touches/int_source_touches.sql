{% for source in var('touch_sources') %}
select
    touch_id,
    touched_at,
    touch_type,
    account_id,
    contact_id,
    email,
    anonymous_id,
    company_domain,
    deal_id,
    channel,
    utm_source,
    utm_medium,
    utm_campaign,
    utm_term,
    utm_content,
    referrer,
    landing_page,
    click_id,
    click_id_type,
    campaign_id,
    campaign_name,
    content,
    owner,
    team,
    direction,
    is_consented,
    source_system
from {{ ref('stg_' ~ source ~ '__touches') }}
{{ 'union all' if not loop.last }}
{% endfor %}
