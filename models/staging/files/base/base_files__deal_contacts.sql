with rows_read as (

    select * from {{ read_file(source('files', 'deal_contacts')) }}

),

repeated as (

    {{ repeated_keys(['deal_id', 'contact_id']) }}

)

select
    rows_read.*,
    coalesce(rows_read.deal_id || ' / ' || rows_read.contact_id, 'row ' || rows_read.row_number) as row_key,
    {{ rejection(source('files', 'deal_contacts'), repetition_checks('deal_id')) }}
from rows_read
left join repeated
    on rows_read.deal_id = repeated.deal_id and rows_read.contact_id = repeated.contact_id
