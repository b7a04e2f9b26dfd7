{{ base_table('files', 'touches', [
    {
        'column': 'account_id',
        'when': 'coalesce(rows_read.account_id, rows_read.contact_id, rows_read.email, rows_read.user_id, rows_read.anonymous_id, rows_read.company_domain, rows_read.company_name, rows_read.deal_id) is null',
        'reason': 'is missing, and so is every other key: no contact_id, email, user_id, anonymous_id, company_domain, company_name or deal_id leads to an account',
    },
]) }}
