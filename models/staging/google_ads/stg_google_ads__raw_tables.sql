{{ raw_tables('google_ads') }}
