select
    '4471180953' as id,
    timestamp '2024-06-01 08:00:00' as updated_at,
    'whence' as descriptive_name,
    'USD' as currency_code,
    'Etc/UTC' as time_zone,
    true as auto_tagging_enabled,
    false as hidden,
    true as _fivetran_active,
    timestamp '2024-06-01 09:14:00' as _fivetran_synced
