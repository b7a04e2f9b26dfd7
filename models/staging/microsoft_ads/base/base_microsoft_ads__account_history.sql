{{ base_table('microsoft_ads', 'account_history') }}
