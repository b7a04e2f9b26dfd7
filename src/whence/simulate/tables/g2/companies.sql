select
    30000 + account as id,
    account_name as name,
    domain,
    country,
    timestamp '2024-06-30 03:00:00' as _sdc_extracted_at
from known_accounts
where account in (select account from reviews)
union all
select
    90000 + company,
    'Company ' || company,
    'company-' || company || '.example',
    'Canada',
    timestamp '2024-06-30 03:00:00'
from range(7) as companies (company)
order by id
