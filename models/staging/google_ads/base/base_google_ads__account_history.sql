{{ base_table('google_ads', 'account_history') }}
