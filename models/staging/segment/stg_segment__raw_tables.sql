{{ raw_tables('segment') }}
