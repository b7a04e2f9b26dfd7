{{ base_table('microsoft_ads', 'campaign_history') }}
