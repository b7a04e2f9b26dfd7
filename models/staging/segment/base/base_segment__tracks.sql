{{ base_table('segment', 'tracks', [
    {
        'column': 'anonymous_id',
        'when': 'coalesce(rows_read.anonymous_id, rows_read.user_id, rows_read.email, rows_read.context_traits_email) is null',
        'reason': 'is missing, and so are user_id and email: nothing leads to a person',
    },
]) }}
