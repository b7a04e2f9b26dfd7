{{ base_table('salesforce', 'event', [
    {
        'column': 'is_recurrence',
        'when': 'coalesce(' ~ read_text('rows_read.is_recurrence', 'boolean') ~ ', false)',
        'reason': 'is the pattern of a series, whose meetings are rows of their own',
    },
    {
        'column': 'is_child',
        'when': 'coalesce(' ~ read_text('rows_read.is_child', 'boolean') ~ ', false)',
        'reason': 'is the copy of a meeting in the calendar of an invited user',
    },
    {
        'column': 'who_id',
        'when': 'coalesce(rows_read.who_id, rows_read.what_id, rows_read.account_id) is null',
        'reason': 'is missing, and so are what_id and account_id: nothing says whom it concerns',
    },
    {
        'column': 'start_date_time',
        'when': 'coalesce(rows_read.start_date_time, rows_read.activity_date) is null',
        'reason': 'is missing, and so is activity_date',
    },
]) }}
