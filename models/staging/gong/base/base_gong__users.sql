{{ base_table('gong', 'users') }}
