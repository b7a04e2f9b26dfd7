-- The keys and names that several tables share: accounts, contacts, visitors, campaigns.
create temp table named_accounts as
select
    account,
    printf('A-%05d', account + 1) as account_id,
    stem || ending || case when place = '' then '' else ' ' || place end || ' ' || trade
    || case when name_number = 1 then '' else ' ' || name_number end as account_name,
    lower(stem || ending || case when place = '' then '' else '-' || place end)
    || case when name_number = 1 then '' else '-' || name_number end || '.example' as domain
from drawn_accounts;

-- only people that our systems know are contacts, numbered as they became known
create temp table named_people as
select
    person,
    case when known_at is not null then
        printf('C-%06d', row_number() over (order by known_at nulls last, person))
    end as contact_id,
    lower(first_name || '.' || last_name) || '@' || named_accounts.domain as email
from drawn_people
inner join named_accounts using (account);

create temp table named_campaigns as
select
    campaign,
    printf('CMP-%03d', campaign + 1) as campaign_id,
    campaign_name,
    tag,
    theme
from drawn_campaigns;

create temp macro visitor(person, device) as
    -- an odd factor: different devices stay different
    printf('v-%08x', ((person * 2 + device) * 2654435761) % 4294967296);
