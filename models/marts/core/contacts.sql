with touches as (

    select
        contact_id,
        count(*) as touch_count,
        min(touched_at) as first_touched_at,
        max(touched_at) as last_touched_at
    from {{ ref('int_touches') }}
    where contact_id is not null
    group by contact_id

)

select
    contacts.contact_id,
    contacts.account_id,
    contacts.match_method,
    contacts.title,
    contacts.buying_role,
    contacts.lead_source,
    contacts.is_described,
    contacts.record_count,
    contacts.created_at,
    contacts.lead_created_at,
    contacts.mql_at,
    contacts.sql_at,
    coalesce(touches.touch_count, 0) as touch_count,
    touches.first_touched_at,
    touches.last_touched_at
from {{ ref('int_contacts') }} as contacts
left join touches on contacts.contact_id = touches.contact_id
