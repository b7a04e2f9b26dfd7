-- What each customer has been worth so far, and what brought the company to us: the channel of its first touch.
with won_deals as (

    select
        account_id,
        count(*) as won_deal_count,
        count(*) filter (where coalesce(deal_type, 'new_business') = 'new_business') as won_new_business_count,
        min(closed_at) as first_won_at,
        max(closed_at) as last_won_at,
        sum(amount) as lifetime_value,
        coalesce(sum(amount) filter (where coalesce(deal_type, 'new_business') = 'new_business'), 0) as won_new_business_value
    from {{ ref('int_deal_profiles') }}
    where outcome = 'won'
    group by account_id

),

first_touches as (

    select
        account_id,
        min(touched_at) as first_touched_at,
        min_by(channel, {{ in_order('touched_at', 'touch_id') }}) as first_channel
    from {{ ref('int_touches') }}
    where exclusion is null
    group by account_id

)

select
    won_deals.account_id,
    accounts.account_name,
    coalesce(accounts.segment, 'unknown') as segment,
    case when first_touches.first_touched_at <= won_deals.first_won_at then first_touches.first_channel else 'Unattributed' end as account_first_channel,
    won_deals.first_won_at,
    won_deals.last_won_at,
    won_deals.won_deal_count,
    won_deals.won_new_business_count,
    cast(won_deals.won_new_business_value as decimal(18, 2)) as won_new_business_value,
    cast(won_deals.lifetime_value as decimal(18, 2)) as lifetime_value
from won_deals
inner join {{ ref('int_accounts') }} as accounts on won_deals.account_id = accounts.account_id
left join first_touches on won_deals.account_id = first_touches.account_id
