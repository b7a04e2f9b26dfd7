-- The domains that lead to exactly one account. Free-mail domains and domains that several
-- accounts share lead nowhere: a wrong account is worse than none.
select
    domain,
    min(account_id) as account_id
from {{ ref('int_accounts') }}
where
    domain is not null
    and domain not in (select domain from {{ ref('free_mail_domains') }})
group by domain
having count(*) = 1
