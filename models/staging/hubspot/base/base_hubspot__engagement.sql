{{ base_table('hubspot', 'engagement', [
    {
        'column': 'active',
        'when': "lower(rows_read.active) = 'false'",
        'reason': 'is false: the activity was taken off the timeline',
    },
    {
        'column': 'type',
        'when': "upper(rows_read.type) = 'NOTE'",
        'reason': 'a note is no touch',
    },
    {
        'column': 'type',
        'when': "upper(rows_read.type) = 'TASK'",
        'reason': 'a task is no touch',
    },
    {
        'column': 'type',
        'when': "upper(rows_read.type) not in ('CALL', 'MEETING', 'EMAIL', 'INCOMING_EMAIL', 'FORWARDED_EMAIL')",
        'reason': 'is not a touch: no call, meeting or e-mail',
    },
]) }}
