{{ raw_tables('gong') }}
