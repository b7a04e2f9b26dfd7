{{ base_table('linkedin_ads', 'account_history') }}
