select
    id,
    name,
    timestamp '2024-06-30 04:10:00' as _fivetran_synced
from linkedin_titles
order by id
