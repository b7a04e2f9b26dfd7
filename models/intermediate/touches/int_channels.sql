-- The channel of every combination of marks that touches and spend carry: the rule with the
-- lowest priority number whose patterns all fit. Spend is read as an ad click on its platform.
with marks as (

    select
        touch_type,
        {{ channel_marks('touches') }}
    from {{ ref('int_source_touches') }} as touches
    where channel is null
    union
    select
        'ad_click' as touch_type,
        coalesce(lower(platform), '') as source,
        'paid' as medium,
        coalesce(lower(coalesce(campaign_name, campaign_id)), '') as campaign,
        '' as referrer,
        '' as landing_page,
        '' as click_id_type
    from {{ ref('int_source_spend') }}
    where channel is null

),

categorised as (

    select
        marks.*,
        coalesce(source_categories.source_category, '') as source_category
    from marks
    left join {{ ref('source_categories') }} as source_categories on marks.source = source_categories.source

),

matches as (

    select
        categorised.*,
        channel_rules.channel,
        channel_rules.priority
    from categorised
    cross join {{ ref('channel_rules') }} as channel_rules
    where
        {% for mark in ['source_category', 'click_id_type', 'touch_type', 'medium', 'source', 'campaign', 'referrer', 'landing_page'] -%}
        {{ 'and ' if not loop.first }}{{ fits('categorised.' ~ mark, 'channel_rules.' ~ mark) }}
        {% endfor %}

),

first_matches as (

    select
        *,
        priority = (select max(priority) from {{ ref('channel_rules') }}) as is_catch_all
    from matches
    qualify
        row_number() over (
            partition by touch_type, source, medium, campaign, referrer, landing_page, click_id_type
            order by priority
        ) = 1

)

-- where only the catch-all fits, the type of the touch knows better
select
    first_matches.touch_type,
    first_matches.source,
    first_matches.medium,
    first_matches.campaign,
    first_matches.referrer,
    first_matches.landing_page,
    first_matches.click_id_type,
    case
        when first_matches.is_catch_all then coalesce(touch_types.default_channel, first_matches.channel)
        else first_matches.channel
    end as channel,
    first_matches.priority as rule_priority
from first_matches
left join {{ ref('touch_types') }} as touch_types on first_matches.touch_type = touch_types.touch_type
