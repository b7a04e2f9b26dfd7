{{ base_table('segment', 'pages', [
    {
        'column': 'anonymous_id',
        'when': 'coalesce(rows_read.anonymous_id, rows_read.user_id) is null',
        'reason': 'is missing, and so is user_id: nothing leads to a visitor',
    },
]) }}
