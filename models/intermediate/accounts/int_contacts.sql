-- Every person that is described anywhere or that a touch or deal names, with the account the
-- person belongs to: the CRM's link, else the account a touch names beside the person, else the
-- account whose domain the e-mail has.
with described as (

    select * from {{ ref('int_source_contacts') }}

),

addresses as (

    select
        contact_id,
        min(identity_value) as email
    from {{ ref('int_identities') }}
    where identity_type = 'email'
    group by contact_id

),

visits as (

    select
        coalesce(touches.contact_id, identities.contact_id) as contact_id,
        touches.account_id,
        touches.touched_at
    from {{ ref('int_source_touches') }} as touches
    left join {{ ref('int_identities') }} as identities
        on identities.identity_type = 'email' and touches.email = identities.identity_value
    where coalesce(touches.contact_id, touches.email) is not null

),

named as (

    select contact_id from described
    union
    select contact_id from visits
    union
    select contact_id from {{ ref('int_source_deal_contacts') }}

),

accounts_of_visits as (

    select
        contact_id,
        account_id
    from visits
    where account_id is not null
    qualify row_number() over (partition by contact_id order by touched_at, account_id) = 1

),

accounts_of_deals as (

    select
        deal_contacts.contact_id,
        deals.account_id
    from {{ ref('int_source_deal_contacts') }} as deal_contacts
    inner join {{ ref('int_source_deals') }} as deals on deal_contacts.deal_id = deals.deal_id
    qualify row_number() over (
            partition by deal_contacts.contact_id order by deals.created_at, deals.deal_id
        ) = 1

)

select
    named.contact_id,
    coalesce(
        described.account_id,
        accounts_of_deals.account_id,
        accounts_of_visits.account_id,
        account_domains.account_id
    ) as account_id,
    case
        when described.account_id is not null then 'crm_link'
        when accounts_of_deals.account_id is not null then 'deal_role'
        when accounts_of_visits.account_id is not null then 'touch_account'
        when account_domains.account_id is not null then 'email_domain'
        else 'unmatched'
    end as match_method,
    coalesce(described.email, addresses.email) as email,
    described.title,
    described.buying_role,
    described.lead_source,
    described.created_at,
    described.lead_created_at,
    described.mql_at,
    described.sql_at,
    described.contact_id is not null as is_described
from named
left join described on named.contact_id = described.contact_id
left join addresses on named.contact_id = addresses.contact_id
left join accounts_of_deals on named.contact_id = accounts_of_deals.contact_id
left join accounts_of_visits on named.contact_id = accounts_of_visits.contact_id
left join {{ ref('int_account_domains') }} as account_domains
    on split_part(coalesce(described.email, addresses.email), '@', 2) = account_domains.domain
