select
    cast(deal_key(deals.deal) as bigint) as deal_id,
    cast(account_key(companies.account) as bigint) as company_id,
    companies.type_id,
    'HUBSPOT_DEFINED' as category,
    synced(deals.created_at + interval 1 minute, deals.deal) as _fivetran_synced
from drawn_deals as deals
inner join (
    select account as of_account, account, 5 as type_id from known_accounts
    union all
    select account, account, 341 from known_accounts
    union all
    -- some name the parent, too
    select account, parent, 341 from known_accounts where parent >= 0
) as companies on deals.account = companies.of_account
order by deal_id, company_id, type_id
