{{ base_table('files', 'merges', [
    {
        'column': 'record_type',
        'when': "lower(rows_read.record_type) not in ('contact', 'lead', 'account', 'deal')",
        'reason': 'is not contact, lead, account or deal',
    },
]) }}
