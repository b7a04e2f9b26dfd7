select
    2000000 + account as id,
    account_name as localized_name,
    'https://www.' || domain as localized_website,
    lower(replace(account_name, ' ', '-')) as vanity_name,
    'COMPANY' as primary_organization_type,
    timestamp '2024-06-30 04:10:00' as _fivetran_synced
from known_accounts
where account in (
    select account from all_touches
    inner join our_campaigns using (campaign)
    where platform = 'linkedin_ads'
)
order by id
