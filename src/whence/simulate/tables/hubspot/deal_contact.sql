select
    cast(deal_key(found.deal) as bigint) as deal_id,
    contacts.id as contact_id,
    3 as type_id,
    'HUBSPOT_DEFINED' as category,
    synced(deals.created_at + interval 1 hour, found.deal) as _fivetran_synced
from (
    select deal, person from entered_roles where is_entered
    union
    -- an advisor is a contact of one company and works on another one's deal
    select deal, person from drawn_second_jobs
) as found
inner join hubspot_contacts as contacts on found.person = contacts.person and contacts.copy = 'main'
inner join drawn_deals as deals on found.deal = deals.deal
order by deal_id, contact_id
