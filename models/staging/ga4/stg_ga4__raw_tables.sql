{{ raw_tables('ga4') }}
