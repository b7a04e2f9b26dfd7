{{ base_table('microsoft_ads', 'campaign_performance_daily_report') }}
