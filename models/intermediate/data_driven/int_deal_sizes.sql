{{ config(materialized=fitted()) }}

-- The amounts that part the closed deals into four by their size.
select
    count(amount) >= 0.95 * count(*) as is_usual,
    quantile_disc(amount, 0.25) as q1,
    quantile_disc(amount, 0.5) as q2,
    quantile_disc(amount, 0.75) as q3
from (
    select case when not deals.is_amount_missing then journeys.journey_value end as amount
    from {{ ref('int_closed_journeys') }} as closed
    inner join {{ ref('int_journeys') }} as journeys on closed.journey_id = journeys.journey_id
    left join {{ ref('int_deals') }} as deals on journeys.deal_id = deals.deal_id
)
