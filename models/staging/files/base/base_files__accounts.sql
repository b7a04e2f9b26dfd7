{{ base_table('files', 'accounts') }}
