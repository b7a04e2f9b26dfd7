select
    named.account_id,
    named.account_name,
    named.domain,
    parents.account_id as parent_account_id,
    drawn.industry,
    drawn.segment,
    drawn.employees,
    drawn.country,
    drawn.target_tier > 0 as is_target_account,
    case when drawn.target_tier > 0 then 'Tier ' || drawn.target_tier end as target_tier,
    drawn.created_at
from drawn_accounts as drawn
inner join named_accounts as named using (account)
left join named_accounts as parents on drawn.parent = parents.account
order by drawn.account
