-- The people with a role on a deal that exists.
select
    deal_contacts.deal_id,
    deal_contacts.contact_id,
    deal_contacts.buying_role,
    deal_contacts.is_primary,
    deal_contacts.source_system
from {{ ref('int_source_deal_contacts') }} as deal_contacts
inner join {{ ref('int_deals') }} as deals on deal_contacts.deal_id = deals.deal_id
