{{ config(materialized='account_versions', enabled=target.type == 'duckdb') }}

-- All that the journeys and the story of an account are made of, row by row, as hashes: what changes here
-- has to be built anew, and nothing else. A touch tells of who made it, who may belong to another account.
with contacts as (

    select
        *,
        {{ row_hash('contacts') }} as row_hash
    from {{ ref('int_contacts') }} as contacts

)

select touches.account_id, hash({{ row_hash('touches') }}, contacts.row_hash) as row_hash
from {{ ref('int_touches') }} as touches
left join contacts on touches.contact_id = contacts.contact_id
union all
select account_id, row_hash
from contacts
union all
select account_id, {{ row_hash('accounts') }}
from {{ ref('int_accounts') }} as accounts
union all
select account_id, {{ row_hash('journeys') }}
from {{ ref('int_journeys') }} as journeys
union all
select account_id, {{ row_hash('deals') }}
from {{ ref('int_deals') }} as deals
union all
select account_id, {{ row_hash('stages') }}
from {{ ref('int_deal_stages') }} as stages
union all
select deals.account_id, {{ row_hash('deal_contacts') }}
from {{ ref('int_deal_contacts') }} as deal_contacts
inner join {{ ref('int_deals') }} as deals on deal_contacts.deal_id = deals.deal_id
