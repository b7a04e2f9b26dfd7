{{ base_table('files', 'deal_contacts') }}
