-- How can conversion be sped up? The steps of won journeys by the days they take, longest first, and in which segment
-- a step takes longest against the others: where time is lost is where it can be gained.
select
    lengths.transition,
    lengths.journey_count,
    lengths.days_median,
    lengths.days_p25 as days_of_the_fastest_quarter,
    lengths.days_p75 as days_of_the_slowest_quarter,
    lengths.days_median - lengths.days_p25 as days_to_gain,
    slowest.segment as slowest_segment,
    slowest.days_median as days_of_slowest_segment
from {{ ref('journey_lengths') }} as lengths
left join {{ ref('journey_lengths') }} as slowest
    on
        lengths.goal = slowest.goal
        and lengths.transition = slowest.transition
        and slowest.segment <> 'all'
where lengths.goal = 'won' and lengths.segment = 'all'
qualify row_number() over (partition by lengths.transition order by slowest.days_median desc nulls last, slowest.segment asc) = 1
order by days_to_gain desc nulls last, lengths.transition asc
