{{ base_table('gong', 'call') }}
