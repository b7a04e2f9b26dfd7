-- The channel of every combination of marks that touches and spend carry: the rule with the
-- lowest priority number whose patterns all fit.
with matches as (

    select
        marks.*,
        channel_rules.channel,
        channel_rules.priority
    from {{ ref('int_marks') }} as marks
    cross join {{ ref('channel_rules') }} as channel_rules
    where
        {{ fits('marks.source_category', 'channel_rules.source_category') }}
        and {{ fits('marks.touch_type', 'channel_rules.touch_type') }}
        and {{ fits('marks.medium', 'channel_rules.medium') }}
        and {{ fits('marks.source', 'channel_rules.source') }}
    {%- for mark in ['click_id_type', 'direction', 'campaign', 'referrer', 'landing_page'] %}
    and {{ fits('marks.mark_' ~ mark, 'channel_rules.' ~ mark) }}
    {%- endfor %}

),

first_matches as (

    select
        *,
        priority < (select max(priority) from {{ ref('channel_rules') }}) as is_known
    from matches
    qualify
        row_number() over (
            partition by
                touch_type,
                mark_source,
                mark_medium,
                mark_campaign,
                mark_referrer,
                mark_landing_page,
                mark_click_id_type,
                mark_direction
            order by priority
        ) = 1

)

-- where only the catch-all fits, the type of the touch knows better
select
    first_matches.touch_type,
    first_matches.mark_source,
    first_matches.mark_medium,
    first_matches.mark_campaign,
    first_matches.mark_referrer,
    first_matches.mark_landing_page,
    first_matches.mark_click_id_type,
    first_matches.mark_direction,
    first_matches.is_known,
    case
        when first_matches.is_known then first_matches.channel
        else coalesce(touch_types.default_channel, first_matches.channel)
    end as channel,
    first_matches.priority as rule_priority
from first_matches
left join {{ ref('touch_types') }} as touch_types on first_matches.touch_type = touch_types.touch_type
