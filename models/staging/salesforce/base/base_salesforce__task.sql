{{ base_table('salesforce', 'task', [
    {
        'column': 'is_recurrence',
        'when': 'coalesce(' ~ read_text('rows_read.is_recurrence', 'boolean') ~ ', false)',
        'reason': 'is the pattern of a series, whose tasks are rows of their own',
    },
    {
        'column': 'status',
        'when': 'not coalesce(' ~ read_text('rows_read.is_closed', 'boolean') ~ ", false) and coalesce(lower(rows_read.status), '') <> 'completed'",
        'reason': 'is not done',
    },
    {
        'column': 'call_type',
        'when': "lower(rows_read.call_type) = 'internal'",
        'reason': 'is a call among ourselves',
    },
    {
        'column': 'who_id',
        'when': 'coalesce(rows_read.who_id, rows_read.what_id, rows_read.account_id) is null',
        'reason': 'is missing, and so are what_id and account_id: nothing says whom it concerns',
    },
    {
        'column': 'completed_date_time',
        'when': 'coalesce(rows_read.completed_date_time, rows_read.activity_date, rows_read.created_date) is null',
        'reason': 'is missing, and so are activity_date and created_date',
    },
]) }}
