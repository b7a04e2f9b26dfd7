{{ config(materialized=fitted()) }}

-- The amounts that part the closed deals into four by their size.
select
    count(amount) >= 0.95 * count(*) as is_usual,
    percentile_disc(0.25) within group (order by amount) as q1,
    percentile_disc(0.5) within group (order by amount) as q2,
    percentile_disc(0.75) within group (order by amount) as q3
from (
    select case when not deals.is_amount_missing then journeys.journey_value end as amount
    from {{ ref('int_closed_journeys') }} as closed
    inner join {{ ref('int_journeys') }} as journeys on closed.journey_id = journeys.journey_id
    left join {{ ref('int_deals') }} as deals on journeys.deal_id = deals.deal_id
)
