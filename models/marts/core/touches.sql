{{ config(materialized=by_account()) }}

select
    touch_id,
    touched_at,
    touch_type,
    raw_touch_type,
    account_id,
    match_method,
    contact_id,
    buying_role,
    deal_id,
    channel,
    campaign_id,
    campaign_name,
    content,
    landing_page,
    owner,
    team,
    direction,
    is_exposure,
    engagement_points,
    source_system
from {{ of_changed_accounts(ref('int_touches'), 'int_account_versions') }} as touches
