{{ raw_tables('hubspot') }}
