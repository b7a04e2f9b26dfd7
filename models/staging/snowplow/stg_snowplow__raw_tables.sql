{{ raw_tables('snowplow') }}
