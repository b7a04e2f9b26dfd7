-- The names of accounts, and to which account each leads: one that several accounts have leads to none.
with names as (

    select distinct
        keys.account_id,
        {{ company_name_key('accounts.account_name') }} as company_name_key
    from {{ ref('int_source_accounts') }} as accounts
    inner join {{ ref('int_account_keys') }} as keys on accounts.account_id = keys.record_id

)

select
    company_name_key,
    account_id,
    count(*) over (partition by company_name_key) = 1 as is_chosen
from names
where company_name_key is not null
