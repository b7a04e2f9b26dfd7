{{ base_table('salesforce', 'campaign_member', [
    {
        'column': 'has_responded',
        'when': 'not coalesce(' ~ read_text('rows_read.has_responded', 'boolean') ~ ', false) and rows_read.first_responded_date is null',
        'reason': 'has not responded',
    },
    {
        'column': 'contact_id',
        'when': 'coalesce(rows_read.contact_id, rows_read.lead_id) is null',
        'reason': 'is missing, and so is lead_id: nothing says who responded',
    },
    {
        'column': 'first_responded_date',
        'when': 'coalesce(rows_read.first_responded_date, rows_read.created_date) is null',
        'reason': 'is missing, and so is created_date',
    },
]) }}
