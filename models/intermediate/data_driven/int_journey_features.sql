-- What a journey is like apart from its touches, and of a closed deal whether it was won: what the
-- win model learns from, and what it is asked about.
with starts as (

    select journey_id, touched_at as first_touched_at
    from {{ ref('int_journey_touches') }}
    where is_first_touch

),

journeys as (

    select
        journeys.journey_id,
        journeys.deal_id,
        journeys.journey_value,
        case goals.event when 'deal_won' then true when 'deal_lost' then false end as is_won,
        deals.deal_type,
        deals.is_amount_missing,
        accounts.segment,
        least(starts.first_touched_at, deals.created_at) as started_at,
        journeys.converted_at,
        row_number() over (
            partition by journeys.deal_id, goals.event in ('deal_won', 'deal_lost') order by journeys.goal
        ) as goal_number
    from {{ ref('int_journeys') }} as journeys
    inner join {{ ref('goals') }} as goals on journeys.goal = goals.goal
    left join starts on journeys.journey_id = starts.journey_id
    left join {{ ref('int_deals') }} as deals on journeys.deal_id = deals.deal_id
    left join {{ ref('int_accounts') }} as accounts on journeys.account_id = accounts.account_id

),

-- a deal is learned from once, however many goals it reaches by its close
described as (

    select
        journey_id,
        case when goal_number = 1 then is_won end as is_won,
        case when goal_number = 1 and is_won is not null then md5(deal_id) end as lot,
        deal_type,
        segment,
        case when not is_amount_missing then journey_value end as amount,
        ln(1 + greatest(0, coalesce({{ days_between('started_at', 'converted_at') }}, 0))) as ln_days
    from journeys

),

quartiles as (

    select
        count(amount) >= 0.95 * count(*) as is_usual,
        quantile_disc(amount, 0.25) as q1,
        quantile_disc(amount, 0.5) as q2,
        quantile_disc(amount, 0.75) as q3
    from described
    where is_won is not null

)

select
    described.journey_id,
    described.is_won,
    case when described.is_won is not null then row_number() over (order by described.lot nulls last) end as sample_number,
    coalesce(described.segment, '') as segment,
    coalesce(described.deal_type, '') as deal_type,
    case
        -- where many amounts are missing, that they are may tell the outcome
        when described.amount is null or not quartiles.is_usual then ''
        when described.amount > quartiles.q3 then 'largest quarter'
        when described.amount > quartiles.q2 then 'third quarter'
        when described.amount > quartiles.q1 then 'second quarter'
        else 'smallest quarter'
    end as deal_size,
    described.ln_days
from described
cross join quartiles
