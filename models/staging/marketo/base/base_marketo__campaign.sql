{{ base_table('marketo', 'campaign') }}
