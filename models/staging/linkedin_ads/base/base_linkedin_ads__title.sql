{{ base_table('linkedin_ads', 'title') }}
