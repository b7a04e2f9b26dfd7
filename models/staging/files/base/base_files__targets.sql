{{ base_table('files', 'targets', [
    {
        'column': 'period',
        'when': "lower(rows_read.period) not in ('month', 'quarter', 'year')",
        'reason': 'is not month, quarter or year',
    },
]) }}
