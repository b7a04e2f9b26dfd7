with rows_read as (

    select * from {{ read_file(source('files', 'accounts')) }}

),

repeated as (

    {{ repeated_keys(['account_id']) }}

)

select
    rows_read.*,
    coalesce(rows_read.account_id, 'row ' || rows_read.row_number) as row_key,
    {{ rejection(source('files', 'accounts'), repetition_checks('account_id')) }}
from rows_read
left join repeated
    on rows_read.account_id = repeated.account_id
