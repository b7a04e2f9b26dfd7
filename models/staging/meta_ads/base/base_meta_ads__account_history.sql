{{ base_table('meta_ads', 'account_history') }}
