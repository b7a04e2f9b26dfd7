{{ base_table('files', 'deals', [
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
