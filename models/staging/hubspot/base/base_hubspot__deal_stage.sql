{{ base_table('hubspot', 'deal_stage') }}
