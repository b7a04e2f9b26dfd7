{{ raw_tables('microsoft_ads') }}
