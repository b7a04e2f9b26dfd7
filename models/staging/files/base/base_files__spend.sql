{{ base_table('files', 'spend') }}
