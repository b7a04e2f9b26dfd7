-- Which parts of the journey leave no trace? Channels by the stages of closed journeys in which they were never seen; then what share
-- of deals, and of people on deals, stays in the dark, and of how many.
{%- set blind_spots = {
    'deals without a touch before the lead was created': ('count(*) filter (where not has_touch_before_lead)', 'count(has_touch_before_lead)'),
    'deals without a touch before the opportunity': ('count(*) filter (where not has_touch_before_opportunity)', 'count(has_touch_before_opportunity)'),
    'deals with a silence of a quarter of the journey or more': ('count(*) filter (where not has_no_long_silence)', 'count(has_no_long_silence)'),
    'people on deals who were never seen': ('sum(deal_contact_count - seen_contact_count)', 'sum(deal_contact_count)'),
    'paid touches without a cost': ('sum(paid_touch_count - costed_touch_count)', 'sum(paid_touch_count)'),
} %}
select
    'channel ' || channel as part,
    dark_spots as never_seen,
    cast(null as bigint) as in_the_dark,
    touch_count as of_all,
    cast(null as double) as share
from {{ ref('channel_coverage') }}
where dark_spots is not null
{% for part, (dark, whole) in blind_spots.items() %}
union all
select
    '{{ part }}',
    null,
    cast({{ dark }} as bigint),
    cast({{ whole }} as bigint),
    {{ ratio(dark, whole) }}
from {{ ref('journey_coverage') }}
{% endfor %}
order by share desc nulls last, part asc
