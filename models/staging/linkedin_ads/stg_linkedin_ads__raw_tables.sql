{{ raw_tables('linkedin_ads') }}
