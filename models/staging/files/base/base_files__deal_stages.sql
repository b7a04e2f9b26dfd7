with rows_read as (

    select * from {{ read_file(source('files', 'deal_stages')) }}

),

repeated as (

    {{ repeated_keys(['row_hash']) }}

)

select
    rows_read.*,
    'row ' || rows_read.row_number as row_key,
    {{ rejection(source('files', 'deal_stages'), repetition_checks('deal_id')) }}
from rows_read
left join repeated
    on rows_read.row_hash = repeated.row_hash
