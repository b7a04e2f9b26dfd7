{{ base_table('segment', 'groups', [
    {
        'column': 'user_id',
        'when': 'coalesce(rows_read.user_id, rows_read.anonymous_id) is null',
        'reason': 'is missing, and so is anonymous_id: nobody is said to belong to the company',
    },
    {
        'column': 'group_id',
        'when': 'coalesce(rows_read.group_id, rows_read.name, rows_read.domain, rows_read.website) is null',
        'reason': 'is missing, and so are name, domain and website: no company is named',
    },
]) }}
