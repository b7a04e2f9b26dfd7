select
    numeric_id('61', number) as id,
    split_part(name, ' ', 1) as first_name,
    split_part(name, ' ', 2) as last_name,
    email as email_address,
    team as title,
    true as active,
    timestamp '2024-05-15 12:00:00' as created,
    timestamp '2024-06-30 23:05:00' as _fivetran_synced
from our_users
order by number
