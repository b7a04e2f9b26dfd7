{{ base_table('salesforce', 'opportunity', [
    {
        'column': 'close_date',
        'when': 'coalesce(' ~ read_text('rows_read.is_closed', 'boolean') ~ ', false) and rows_read.close_date is null',
        'reason': 'is missing, and the deal is closed',
    },
]) }}
