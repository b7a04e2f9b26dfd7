-- Which parts of the journey leave no trace? Channels by the stages of won and lost journeys in which they were never seen, and what
-- of deals stays in the dark: those without a touch before the lead, before the opportunity, or with a long silence.
select
    'channel' as part,
    channel as what,
    touch_count as seen,
    dark_spots as never_seen
from {{ ref('channel_coverage') }}
where dark_spots is not null
union all
select
    'deals',
    'without a touch before the lead was created',
    count(*),
    cast({{ ratio('count(*) filter (where not has_touch_before_lead)', 'count(has_touch_before_lead)') }} as string)
from {{ ref('journey_coverage') }}
union all
select
    'deals',
    'without a touch before the opportunity',
    count(*),
    cast({{ ratio('count(*) filter (where not has_touch_before_opportunity)', 'count(has_touch_before_opportunity)') }} as string)
from {{ ref('journey_coverage') }}
union all
select
    'deals',
    'with a silence of a quarter of the journey or more',
    count(*),
    cast({{ ratio('count(*) filter (where not has_no_long_silence)', 'count(has_no_long_silence)') }} as string)
from {{ ref('journey_coverage') }}
union all
select
    'people on deals',
    'never seen in any touch',
    sum(deal_contact_count),
    cast({{ ratio('sum(deal_contact_count - seen_contact_count)', 'sum(deal_contact_count)') }} as string)
from {{ ref('journey_coverage') }}
order by part asc, what asc
