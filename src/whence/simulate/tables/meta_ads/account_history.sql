select
    880213377 as id,
    'whence Europe' as name,
    'EUR' as currency,
    'Europe/Berlin' as timezone_name,
    timestamp '2024-05-28 10:00:00' as created_time,
    timestamp '2024-06-02 06:45:00' as _fivetran_synced
