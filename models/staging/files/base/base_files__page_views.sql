with rows_read as (

    select * from {{ read_file(source('files', 'page_views')) }}

),

repeated as (

    {{ repeated_keys(['page_view_id']) }}

)

select
    rows_read.*,
    coalesce(rows_read.page_view_id, 'row ' || rows_read.row_number) as row_key,
    {{ rejection(source('files', 'page_views'), repetition_checks('page_view_id')) }}
from rows_read
left join repeated
    on rows_read.page_view_id = repeated.page_view_id
