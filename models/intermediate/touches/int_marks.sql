-- What channel rules look at: every combination of marks that touches and spend carry, its source and
-- medium by the names that the rules know.
with marks as (

    select
        touches.touch_type,
        {{ channel_marks('touches') }}
    from {{ ref('int_source_touches') }} as touches
    where touches.channel is null
    union
    select
        touch_type,
        mark_source,
        mark_medium,
        mark_campaign,
        '' as mark_referrer,
        '' as mark_landing_page,
        '' as mark_click_id_type,
        '' as mark_direction
    from {{ ref('int_source_spend') }}
    where channel is null

),

named as (

    select
        marks.*,
        coalesce(source_names.name, marks.mark_source) as source,
        coalesce(medium_names.name, marks.mark_medium) as medium
    from marks
    left join {{ ref('utm_synonyms') }} as source_names
        on source_names.parameter = 'utm_source' and {{ as_words('marks.mark_source') }} = source_names.synonym
    left join {{ ref('utm_synonyms') }} as medium_names
        on medium_names.parameter = 'utm_medium' and {{ as_words('marks.mark_medium') }} = medium_names.synonym

)

select
    named.*,
    coalesce(sources.source_category, sites.source_category, '') as source_category
from named
left join {{ ref('source_categories') }} as sources on named.source = sources.source
left join {{ ref('source_categories') }} as sites on {{ site_name('named.source') }} = sites.source
