-- Accepted touches of all sources. A type that the seed does not know is `other`.
with touches as (

    {% for source in var('touch_sources') or ['files'] %}
    select
        touch_id,
        touched_at,
        is_date_only,
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
    from {{ ref('stg_' ~ source ~ '__touches') }}{{ ' where false' if not var('touch_sources') }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

)

select
    touches.* exclude (touch_type),
    touches.touch_type as raw_touch_type,
    coalesce(touch_types.touch_type, 'other') as touch_type
from touches
left join {{ ref('touch_types') }} as touch_types on {{ as_name('touches.touch_type') }} = touch_types.touch_type
