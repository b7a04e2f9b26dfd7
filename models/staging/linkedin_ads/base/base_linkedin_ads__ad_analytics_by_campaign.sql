{{ base_table('linkedin_ads', 'ad_analytics_by_campaign') }}
