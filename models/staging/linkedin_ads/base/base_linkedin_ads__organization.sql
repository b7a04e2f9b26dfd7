{{ base_table('linkedin_ads', 'organization') }}
