with rows_read as (

    select * from {{ read_file(source('files', 'deals')) }}

),

repeated as (

    {{ repeated_keys(['deal_id']) }}

)

select
    rows_read.*,
    coalesce(rows_read.deal_id, 'row ' || rows_read.row_number) as row_key,
    {{ rejection(source('files', 'deals'), repetition_checks('deal_id') + [
        {
            'column': 'outcome',
            'when': "lower(rows_read.outcome) not in ('won', 'lost', 'open')",
            'reason': 'is not won, lost or open',
        },
        {
            'column': 'closed_at',
            'when': "lower(rows_read.outcome) <> 'open' and rows_read.closed_at is null",
            'reason': 'is missing, and the deal is won or lost',
        },
        {
            'column': 'closed_at',
            'when': "lower(rows_read.outcome) <> 'open' and " ~ read_milestone('rows_read.closed_at') ~ ' < ' ~ read_timestamp('rows_read.created_at'),
            'reason': 'is before the deal was created',
        },
    ]) }}
from rows_read
left join repeated
    on rows_read.deal_id = repeated.deal_id
