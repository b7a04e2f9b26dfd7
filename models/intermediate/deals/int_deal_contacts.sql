-- The people with a role on a deal that exists. A person of several records has the role of the primary one.
with roles as (

    select
        deals.deal_id,
        coalesce(people.surviving_id, deal_contacts.contact_id) as contact_id,
        deal_contacts.contact_id as record_id,
        deal_contacts.buying_role,
        deal_contacts.is_primary,
        deal_contacts.source_system
    from {{ ref('int_source_deal_contacts') }} as deal_contacts
    left join {{ ref('int_merged_records') }} as people
        on people.record_type = 'contact' and deal_contacts.contact_id = people.merged_id
    left join {{ ref('int_merged_records') }} as merged
        on merged.record_type = 'deal' and deal_contacts.deal_id = merged.merged_id
    inner join {{ ref('int_deals') }} as deals
        on coalesce(merged.surviving_id, deal_contacts.deal_id) = deals.deal_id

)

select
    deal_id,
    contact_id,
    buying_role,
    is_primary,
    source_system
from roles
qualify
    row_number() over (
        partition by deal_id, contact_id
        order by is_primary desc nulls last, case when buying_role is null then 2 else 1 end asc, record_id asc
    ) = 1
