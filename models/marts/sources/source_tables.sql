-- at the door and later on
with rejected as (

    select
        source_system,
        table_name,
        count(*) as rejected_rows
    from {{ ref('int_rejected_rows') }}
    group by source_system, table_name

)

select
    raw_tables.source_system,
    raw_tables.table_name,
    raw_tables.is_present,
    raw_tables.is_required,
    raw_tables.raw_rows,
    raw_tables.raw_rows - coalesce(rejected.rejected_rows, 0) as accepted_rows,
    coalesce(rejected.rejected_rows, 0) as rejected_rows,
    raw_tables.loaded_at,
    raw_tables.missing_columns,
    case when not raw_tables.is_present then raw_tables.lost_without_it end as lost_without_it
from {{ ref('int_raw_tables') }} as raw_tables
left join rejected
    on raw_tables.source_system = rejected.source_system and raw_tables.table_name = rejected.table_name
