-- Deals with new customers, each with who sourced it and by what they are grouped. A deal of which nobody says
-- what type it is counts as new business.
select
    deals.deal_id,
    deals.account_id,
    deals.created_at,
    deals.closed_at,
    deals.outcome,
    deals.amount,
    sourcing.sourced_by,
    sourcing.sourcing_channel,
    coalesce(sourcing.sourcing_campaign_name, sourcing.sourcing_campaign_id) as sourcing_campaign_name,
    accounts.segment,
    accounts.target_tier,
    case when accounts.is_target_account then 'target accounts' else 'other accounts' end as audience,
    {{ days_between('deals.created_at', 'deals.closed_at') }} as days_to_close
from {{ ref('int_deals') }} as deals
inner join {{ ref('deal_sourcing') }} as sourcing on deals.deal_id = sourcing.deal_id
left join {{ ref('int_accounts') }} as accounts on deals.account_id = accounts.account_id
where coalesce(deals.deal_type, 'new_business') = 'new_business'
