-- What a journey is like apart from its touches, and of a closed deal whether it was won: what the
-- win model learns from, and what it is asked about.
with starts as (

    select journey_id, touched_at as first_touched_at
    from {{ ref('int_journey_touches') }}
    where is_first_touch

),

samples as (

    select
        journey_id,
        is_won,
        row_number() over (order by md5(deal_id), deal_id) as sample_number
    from {{ ref('int_closed_journeys') }}

),

described as (

    select
        journeys.journey_id,
        samples.is_won,
        samples.sample_number,
        coalesce(accounts.segment, '') as segment,
        coalesce(deals.deal_type, '') as deal_type,
        case when not deals.is_amount_missing then journeys.journey_value end as amount,
        {{ days_between('least(starts.first_touched_at, deals.created_at)', 'journeys.converted_at') }} as days
    from {{ ref('int_journeys') }} as journeys
    left join samples on journeys.journey_id = samples.journey_id
    left join starts on journeys.journey_id = starts.journey_id
    left join {{ ref('int_deals') }} as deals on journeys.deal_id = deals.deal_id
    left join {{ ref('int_accounts') }} as accounts on journeys.account_id = accounts.account_id

)

select
    described.journey_id,
    described.is_won,
    described.sample_number,
    described.segment,
    described.deal_type,
    case
        -- where many amounts are missing, that they are may tell the outcome
        when described.amount is null or not quartiles.is_usual then ''
        when described.amount > quartiles.q3 then 'largest quarter'
        when described.amount > quartiles.q2 then 'third quarter'
        when described.amount > quartiles.q1 then 'second quarter'
        else 'smallest quarter'
    end as deal_size,
    ln(1 + greatest(0, coalesce(described.days, 0))) as ln_days
from described
cross join {{ ref('int_deal_sizes') }} as quartiles
