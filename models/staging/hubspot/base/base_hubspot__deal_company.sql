{{ base_table('hubspot', 'deal_company') }}
