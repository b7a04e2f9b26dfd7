{{ base_table('salesforce', 'campaign', [
    {
        'column': 'start_date',
        'when': 'coalesce(rows_read.start_date, rows_read.created_date) is null and ' ~ read_text('rows_read.actual_cost', 'double') ~ ' > 0',
        'reason': 'is missing, and so is created_date: what the campaign cost has no day',
    },
]) }}
