-- Doubles of people, one into the next and the first into the contact, and of accounts.
select
    'lead' as record_type,
    lead_id_of(person, copy_number) as merged_id,
    case when copy_number = 1 then contact_id_of(person) else lead_id_of(person, copy_number - 1) end as surviving_id,
    case when copy_number = 1 then 'converted' else 'merged' end as match_method,
    at_second(history_start() + day() * 700 * unit(drawn(2, person, 12))) as merged_at
from (
    select
        *,
        unnest(range(1, copies_of(person) + 1)) as copy_number
    from drawn_people
    where copies_of(person) > 0
)
union all
select
    'account' as record_type,
    merged_account_id_of(account) as merged_id,
    account_id as surviving_id,
    'merged' as match_method,
    at_second(history_start() + day() * 700 * unit(drawn(1, account, 15))) as merged_at
from drawn_accounts
where is_merged_account(account)
