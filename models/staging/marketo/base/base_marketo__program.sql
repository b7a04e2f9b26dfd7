{{ base_table('marketo', 'program') }}
