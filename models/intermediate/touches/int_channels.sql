-- The channel of every combination of marks that touches and spend carry: the rule with the
-- lowest priority number whose patterns all fit. Spend is read as an ad click on its platform.
with marks as (

    select
        touches.touch_type,
        {{ channel_marks('touches') }}
    from {{ ref('int_source_touches') }} as touches
    where touches.channel is null
    union
    select
        'ad_click' as touch_type,
        coalesce(lower(platform), '') as mark_source,
        'paid' as mark_medium,
        coalesce(lower(coalesce(campaign_name, campaign_id)), '') as mark_campaign,
        '' as mark_referrer,
        '' as mark_landing_page,
        '' as mark_click_id_type,
        '' as mark_direction
    from {{ ref('int_source_spend') }}
    where channel is null

),

categorised as (

    select
        marks.*,
        coalesce(sources.source_category, sites.source_category, '') as source_category
    from marks
    left join {{ ref('source_categories') }} as sources on marks.mark_source = sources.source
    left join {{ ref('source_categories') }} as sites on {{ site_name('marks.mark_source') }} = sites.source

),

matches as (

    select
        categorised.*,
        channel_rules.channel,
        channel_rules.priority
    from categorised
    cross join {{ ref('channel_rules') }} as channel_rules
    where
        {{ fits('categorised.source_category', 'channel_rules.source_category') }}
        and {{ fits('categorised.touch_type', 'channel_rules.touch_type') }}
    {%- for mark in ['click_id_type', 'direction', 'medium', 'source', 'campaign', 'referrer', 'landing_page'] %}
    and {{ fits('categorised.mark_' ~ mark, 'channel_rules.' ~ mark) }}
    {%- endfor %}

),

first_matches as (

    select
        *,
        priority = (select max(priority) from {{ ref('channel_rules') }}) as is_catch_all
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
    case
        when first_matches.is_catch_all then coalesce(touch_types.default_channel, first_matches.channel)
        else first_matches.channel
    end as channel,
    first_matches.priority as rule_priority
from first_matches
left join {{ ref('touch_types') }} as touch_types on first_matches.touch_type = touch_types.touch_type
