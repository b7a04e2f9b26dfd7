{{ raw_tables('meta_ads') }}
