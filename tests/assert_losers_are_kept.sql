-- Of the accounts a person may belong to one is taken, the first, and it is the person's account;
-- whoever has none had no candidate.
with candidates as (

    select
        contact_id,
        count(*) as candidate_count,
        count(*) filter (where is_chosen) as chosen_count,
        max(candidate_number) as last_number,
        min(account_id) filter (where is_chosen and candidate_number = 1) as chosen_account_id,
        min(match_method) filter (where is_chosen) as chosen_match_method
    from {{ ref('int_contact_accounts') }}
    group by contact_id

)

select
    contacts.contact_id,
    contacts.account_id,
    candidates.chosen_account_id
from {{ ref('int_contacts') }} as contacts
full outer join candidates on contacts.contact_id = candidates.contact_id
where
    contacts.contact_id is null
    or contacts.account_id is distinct from candidates.chosen_account_id
    or contacts.match_method <> coalesce(candidates.chosen_match_method, 'unmatched')
    or candidates.chosen_count <> 1
    or candidates.last_number <> candidates.candidate_count
