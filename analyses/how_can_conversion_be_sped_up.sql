-- How can conversion be sped up? The steps of won journeys by how many days lie between the median and what a quarter
-- of them needed at most: what some do, others can learn. Beside it the segment in which the step takes longest.
select
    lengths.transition,
    lengths.journey_count,
    lengths.days_median,
    lengths.days_p25 as a_quarter_needs_at_most,
    lengths.days_p75 as a_quarter_needs_at_least,
    lengths.days_median - lengths.days_p25 as days_to_gain,
    slowest.segment as slowest_segment,
    slowest.days_median as days_of_slowest_segment
from {{ ref('journey_lengths') }} as lengths
left join {{ ref('journey_lengths') }} as slowest
    on
        lengths.goal = slowest.goal
        and lengths.transition = slowest.transition
        and slowest.segment <> 'all'
where lengths.goal = 'won' and lengths.segment = 'all' and lengths.transition <> 'first touch to conversion'
qualify row_number() over (partition by lengths.transition order by slowest.days_median desc nulls last, slowest.segment asc) = 1
order by days_to_gain desc nulls last, lengths.transition asc
