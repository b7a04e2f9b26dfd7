-- What deals are grouped and valued by: each deal with its account's segment, the channel of its first touch
-- and what it is worth a year. A deal that was closed before it was created counts as created then.
with first_touches as (

    select
        deal_id,
        channel
    from {{ ref('int_journey_touches') }}
    where goal = 'opportunity' and is_first_touch

)

select
    deals.deal_id,
    deals.account_id,
    coalesce(deals.deal_type, 'unknown') as deal_type,
    coalesce(accounts.segment, 'unknown') as segment,
    case
        when ideal_customers.is_ideal_customer then 'ideal'
        when not ideal_customers.is_ideal_customer then 'not ideal'
        else 'unknown'
    end as profile,
    coalesce(deals.owner, 'unknown') as owner,
    coalesce(deals.competitor, 'none named') as competitor,
    coalesce(first_touches.channel, 'Unattributed') as first_channel,
    coalesce(deals.loss_reason, 'unknown') as loss_reason,
    least(deals.created_at, coalesce(deals.closed_at, deals.created_at)) as created_at,
    deals.closed_at,
    deals.expected_close_date,
    deals.stage,
    deals.outcome,
    deals.amount,
    coalesce(deals.term_months, 0) > 0 as has_term,
    -- in whole cents, halves away from zero: engines divide decimals each in their own way
    cast(
        case
            when deals.term_months > 0
                then sign(deals.amount) * floor(cast(abs(deals.amount) * 2400 + deals.term_months as double) / cast(2 * deals.term_months as double)) / 100
            else deals.amount
        end as decimal(18, 2)
    ) as annual_amount,
    {{ days_between('deals.created_at', 'deals.closed_at') }} as days_to_close
from {{ ref('int_deals') }} as deals
left join {{ ref('int_accounts') }} as accounts on deals.account_id = accounts.account_id
left join {{ ref('int_ideal_customers') }} as ideal_customers on deals.account_id = ideal_customers.account_id
left join first_touches on deals.deal_id = first_touches.deal_id
