{{ base_table('g2', 'remote_events_streams', [
    {
        'column': 'time',
        'when': 'coalesce(rows_read.time, ' ~ json_text('rows_read.attributes', '$.time') ~ ') is null',
        'reason': 'is missing',
    },
    {
        'column': 'attributes',
        'when': 'rows_read.time is null and ' ~ read_timestamp(json_text('rows_read.attributes', '$.time')) ~ ' is null',
        'reason': 'has a time that ' ~ unreadable('timestamp'),
    },
]) }}
