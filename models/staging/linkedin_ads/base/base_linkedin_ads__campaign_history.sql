{{ base_table('linkedin_ads', 'campaign_history') }}
