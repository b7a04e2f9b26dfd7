select
    40000 + number as owner_id,
    split_part(name, ' ', 1) as first_name,
    split_part(name, ' ', 2) as last_name,
    email,
    'PERSON' as type,
    true as is_active,
    timestamp '2023-11-06 10:00:00' as created_at,
    timestamp '2024-06-30 22:15:00' as _fivetran_synced
from our_users
order by number
