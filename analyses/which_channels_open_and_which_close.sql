-- Which channels begin journeys that are won, and which finish them? Conversions by first and by
-- last touch side by side; a channel far apart in the two does one job, not the other.
select
    channel,
    max(credited_conversions) filter (where rule = 'first_touch') as opened,
    max(credited_conversions) filter (where rule = 'last_touch') as closed
from {{ ref('rule_comparison') }}
where goal = 'won' and rule in ('first_touch', 'last_touch')
group by channel
order by opened desc, channel asc
