{{ raw_tables('files') }}
