{{ base_table('ga4', 'event', [
    {
        'column': 'user_pseudo_id',
        'when': 'coalesce(rows_read.user_pseudo_id, rows_read.user_id) is null',
        'reason': 'is missing, and so is user_id: nothing leads to a visitor',
    },
]) }}
