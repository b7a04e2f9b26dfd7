-- The web domains of accounts, and to which account each leads. Free-mail domains and our own lead
-- nowhere; one that several accounts share leads to none of them, or to the one with most contacts.
with domains as (

    select distinct
        keys.account_id,
        coalesce(accounts.domain, {{ domain_or_null('keys.record_id') }}) as domain
    from {{ ref('int_account_keys') }} as keys
    left join {{ ref('int_source_accounts') }} as accounts on keys.record_id = accounts.account_id
    where keys.is_named

),

contacts as (

    select
        keys.account_id,
        count(distinct contacts.contact_id) as contact_count
    from {{ ref('int_source_contacts') }} as contacts
    inner join {{ ref('int_account_keys') }} as keys on contacts.account_id = keys.record_id
    group by keys.account_id

),

candidates as (

    select
        domains.domain,
        domains.account_id,
        coalesce(contacts.contact_count, 0) as contact_count,
        rank() over (partition by domains.domain order by coalesce(contacts.contact_count, 0) desc) as place
    from domains
    left join contacts on domains.account_id = contacts.account_id
    where domains.domain is not null

),

refusals as (

    select
        candidates.domain,
        candidates.account_id,
        candidates.contact_count,
        case
            when free_mail_domains.domain is not null then 'free_mail'
            when own_domains.value is not null then 'own_domain'
            {% if var('shared_domain') == 'most_contacts' -%}
            when candidates.place > 1 then 'shared_domain'
            when count(*) filter (where candidates.place = 1) over (partition by candidates.domain) > 1 then 'shared_domain'
            {%- else -%}
            when count(*) over (partition by candidates.domain) > 1 then 'shared_domain'
            {%- endif %}
        end as refusal
    from candidates
    left join {{ ref('free_mail_domains') }} as free_mail_domains on candidates.domain = free_mail_domains.domain
    left join {{ ref('exclusions') }} as own_domains
        on own_domains.field = 'email_domain' and candidates.domain = lower(own_domains.value)

)

select
    domain,
    account_id,
    contact_count,
    refusal is null as is_chosen,
    refusal
from refusals
