{{ raw_tables('g2') }}
