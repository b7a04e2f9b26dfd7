{{ base_table('snowplow', 'event', [
    {
        'column': 'domain_userid',
        'when': 'coalesce(rows_read.domain_userid, rows_read.user_id) is null',
        'reason': 'is missing, and so is user_id: nothing leads to a visitor',
    },
]) }}
