with rows_read as (

    select * from {{ read_file(source('files', 'targets')) }}

),

repeated as (

    {{ repeated_keys(['row_hash']) }}

)

select
    rows_read.*,
    'row ' || rows_read.row_number as row_key,
    {{ rejection(source('files', 'targets'), repetition_checks('period_start') + [
        {
            'column': 'period',
            'when': "lower(rows_read.period) not in ('month', 'quarter', 'year')",
            'reason': 'is not month, quarter or year',
        },
    ]) }}
from rows_read
left join repeated
    on rows_read.row_hash = repeated.row_hash
