with rows_read as (

    select * from {{ read_file(source('files', 'contacts')) }}

),

repeated as (

    {{ repeated_keys(['contact_id']) }}

)

select
    rows_read.*,
    coalesce(rows_read.contact_id, 'row ' || rows_read.row_number) as row_key,
    {{ rejection(source('files', 'contacts'), repetition_checks('contact_id')) }}
from rows_read
left join repeated
    on rows_read.contact_id = repeated.contact_id
