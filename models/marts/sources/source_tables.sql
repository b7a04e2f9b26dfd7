select
    source_system,
    table_name,
    is_present,
    is_required,
    raw_rows,
    raw_rows - rejected_rows as accepted_rows,
    rejected_rows,
    loaded_at,
    missing_columns,
    case when not is_present then lost_without_it end as lost_without_it
from {{ ref('int_raw_tables') }}
