{{ base_table('files', 'merges', [
    {
        'column': 'record_type',
        'when': "lower(rows_read.record_type) not in ('contact', 'account', 'deal')",
        'reason': 'is not contact, account or deal',
    },
]) }}
