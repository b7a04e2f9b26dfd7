select
    508117702 as id,
    'whence' as name,
    'USD' as currency,
    'BUSINESS' as type,
    'ACTIVE' as status,
    timestamp '2024-05-20 07:30:00' as created_time,
    timestamp '2024-06-03 11:02:00' as last_modified_time,
    timestamp '2024-06-03 12:21:00' as _fivetran_synced
