{{ base_table('salesforce', 'dated_conversion_rate', [
    {
        'column': 'conversion_rate',
        'when': read_text('rows_read.conversion_rate', 'double') ~ ' <= 0',
        'reason': 'is not above 0',
    },
    {
        'column': 'start_date',
        'when': "rows_read.start_date not like '0%' and " ~ read_timestamp('rows_read.start_date') ~ ' is null',
        'reason': unreadable('date'),
    },
]) }}
