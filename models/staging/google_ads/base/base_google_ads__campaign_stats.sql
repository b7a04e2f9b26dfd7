{{ base_table('google_ads', 'campaign_stats') }}
