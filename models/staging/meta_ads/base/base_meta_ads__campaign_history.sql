{{ base_table('meta_ads', 'campaign_history') }}
