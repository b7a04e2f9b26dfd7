{{ base_table('meta_ads', 'ad_history') }}
