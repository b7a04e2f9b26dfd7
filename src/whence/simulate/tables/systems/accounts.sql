-- Accounts as the systems know them, and the records of them that were merged away.
create temp table known_accounts as
select
    named.account,
    named.account_name,
    drawn.stem,
    domains.domain,
    account_records.domain_of,
    account_records.has_website,
    case
        when not account_records.has_website then null
        when drawn.account % 5 = 0 then 'https://www.' || domains.domain || '/'
        when drawn.account % 5 = 1 then 'http://' || domains.domain
        when drawn.account % 5 = 2 then upper('www.' || domains.domain)
        when drawn.account % 5 = 3 then 'https://' || domains.domain || '/en/about'
        else domains.domain
    end as website,
    -- the domain leads to one account alone
    account_records.has_website
    and count(*) filter (where account_records.has_website) over (partition by domains.domain) = 1
        as is_domain_own,
    account_records.merged_count,
    drawn.parent,
    drawn.industry,
    drawn.segment,
    drawn.employees,
    drawn.country,
    drawn.target_tier,
    drawn.created_at,
    drawn.developer,
    drawn.seller,
    case drawn.country when 'Canada' then 'CAD' when 'Sweden' then 'SEK' else 'USD' end as currency
from drawn_accounts as drawn
inner join account_records using (account)
inner join named_accounts as named using (account)
inner join named_accounts as domains on account_records.domain_of = domains.account;

-- copy 0 is the record that is left
create temp table account_copies as
select
    account,
    copy,
    account + 1 + copy * 500000000 as number,
    case when copy > 0 then account + 1 + (copy - 1) * 500000000 end as master_number,
    created_at + to_days(30 * copy) as created_at,
    case when copy > 0 then created_at + to_days(30 * copy + 45) end as merged_at
from known_accounts
cross join range(3) as copies (copy)
where copy <= merged_count;

create temp table our_users as
select
    user_number + 1 as number,
    person,
    name,
    team,
    lower(replace(name, ' ', '.')) || '@whence.example' as email
from staff;
