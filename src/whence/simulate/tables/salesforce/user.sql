select
    salesforce_id('005', number) as id,
    name,
    email,
    email as username,
    team as department,
    true as is_active,
    timestamp '2023-11-06 10:00:00' as created_date,
    false as _fivetran_deleted,
    timestamp '2024-06-30 22:15:00' as _fivetran_synced
from our_users
union all by name
select
    salesforce_id('005', 99) as id,
    'Marketing Sync' as name,
    'sync@whence.example' as email,
    'sync@whence.example.integration' as username,
    true as is_active,
    timestamp '2023-11-06 10:00:00' as created_date,
    false as _fivetran_deleted,
    timestamp '2024-06-30 22:15:00' as _fivetran_synced
order by id
