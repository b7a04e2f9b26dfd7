{{ base_table('snowplow', 'event') }}
