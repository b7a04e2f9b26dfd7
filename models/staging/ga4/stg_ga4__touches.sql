{{ config(enabled=is_connected('ga4')) }}

-- What visitors did, as the site's own and GA4's recommended events tell it. Page views become sessions
-- instead, and what GA4 records by itself is no touch.
with touches as (

    select *
    from {{ ref('base_ga4__event') }}
    where rejected_reason is null and name <> 'page_view' and {{ ga4_rejection() }} is null

)

select
    ---------- ids
    'ga4:event:' || touches.row_key as touch_id,
    touches.user_id,
    touches.user_pseudo_id as anonymous_id,

    ---------- what happened
    {{ touch_type_of_event('touches.name') }} as touch_type,
    coalesce(touches.param_file_name, touches.param_form_name, touches.param_page_title) as content,
    touches.param_page_location as landing_page,
    touches.param_page_referrer as referrer,
    {{ ga4_campaign_columns('touches') }},
    'ga4' as source_system,

    ---------- timestamps
    touches.timestamp as touched_at
from touches
