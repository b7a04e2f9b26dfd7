{{ base_table('hubspot', 'deal_contact') }}
