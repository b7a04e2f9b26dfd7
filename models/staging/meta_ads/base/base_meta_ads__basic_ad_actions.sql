{{ base_table('meta_ads', 'basic_ad_actions') }}
