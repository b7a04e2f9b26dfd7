{{ base_table('ga4', 'event') }}
