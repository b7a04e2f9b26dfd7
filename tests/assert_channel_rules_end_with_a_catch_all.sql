-- Exactly one channel rule fits everything, and it is the last: an earlier one would keep every
-- rule behind it from ever matching, and without one a touch could have no channel.
with unconditional as (

    select priority
    from {{ ref('channel_rules') }}
    where
        coalesce(touch_type, source, source_category, medium, campaign, referrer, landing_page, click_id_type, direction)
        is null

),

last_rule as (

    select max(priority) as priority
    from {{ ref('channel_rules') }}

)

select
    last_rule.priority as last_priority,
    unconditional.priority as unconditional_priority
from last_rule
full outer join unconditional on last_rule.priority = unconditional.priority
where last_rule.priority is null or unconditional.priority is null
