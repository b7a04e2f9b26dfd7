-- Who has a role on which deal; one row per deal and person.
with deal_contacts as (

    {{ shape_rows('deal_contacts') }}

)

select *
from deal_contacts
qualify row_number() over (partition by deal_id, contact_id order by source_system) = 1
