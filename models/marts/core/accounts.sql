with touches as (

    select
        account_id,
        count(*) as touch_count,
        min(touched_at) as first_touched_at,
        max(touched_at) as last_touched_at
    from {{ ref('int_touches') }}
    where account_id is not null
    group by account_id

),

contacts as (

    select
        account_id,
        count(*) as contact_count
    from {{ ref('int_contacts') }}
    where account_id is not null
    group by account_id

),

deals as (

    select
        account_id,
        count(*) as deal_count,
        count(*) filter (where outcome = 'won') as won_deal_count,
        cast(coalesce(sum(amount) filter (where outcome = 'won'), 0) as decimal(18, 2)) as won_value,
        cast(coalesce(sum(amount) filter (where outcome = 'open'), 0) as decimal(18, 2)) as open_value
    from {{ ref('int_deals') }}
    group by account_id

)

select
    accounts.account_id,
    accounts.account_name,
    accounts.domain,
    accounts.parent_account_id,
    accounts.industry,
    accounts.segment,
    accounts.employees,
    accounts.country,
    accounts.is_target_account,
    accounts.target_tier,
    ideal_customers.is_ideal_customer,
    accounts.created_at,
    accounts.is_described,
    accounts.record_count,
    coalesce(contacts.contact_count, 0) as contact_count,
    coalesce(touches.touch_count, 0) as touch_count,
    touches.first_touched_at,
    touches.last_touched_at,
    {{ days_between('touches.last_touched_at', 'as_of.as_of') }} as days_since_last_touch,
    coalesce(deals.deal_count, 0) as deal_count,
    coalesce(deals.won_deal_count, 0) as won_deal_count,
    coalesce(deals.won_value, 0) as won_value,
    coalesce(deals.open_value, 0) as open_value
from {{ ref('int_accounts') }} as accounts
cross join {{ ref('int_as_of') }} as as_of
left join touches on accounts.account_id = touches.account_id
left join contacts on accounts.account_id = contacts.account_id
left join deals on accounts.account_id = deals.account_id
left join {{ ref('int_ideal_customers') }} as ideal_customers on accounts.account_id = ideal_customers.account_id
