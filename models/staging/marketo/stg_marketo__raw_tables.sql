{{ raw_tables('marketo') }}
