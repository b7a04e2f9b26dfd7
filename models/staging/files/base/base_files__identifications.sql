{{ base_table('files', 'identifications', [
    {
        'column': 'anonymous_id',
        'when': 'coalesce(rows_read.anonymous_id, rows_read.user_id, rows_read.contact_id, rows_read.email) is null',
        'reason': 'is missing, and so is every other key of a person: user_id, contact_id and email',
    },
]) }}
