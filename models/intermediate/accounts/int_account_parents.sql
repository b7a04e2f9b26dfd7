-- One parent per company: what its own record says before what a merged one says.
select
    records.surviving_id as child_id,
    parent_records.surviving_id as parent_id
from {{ ref('int_source_accounts') }} as accounts
inner join {{ ref('int_account_records') }} as records on accounts.account_id = records.record_id
inner join {{ ref('int_account_records') }} as parent_records on accounts.parent_account_id = parent_records.record_id
where records.surviving_id <> parent_records.surviving_id
qualify
    row_number() over (
        partition by records.surviving_id
        order by
            case when accounts.account_id = records.surviving_id then 1 else 2 end,
            accounts.source_system,
            accounts.account_id
    ) = 1
