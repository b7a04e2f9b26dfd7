{{ base_table('files', 'deal_stages') }}
