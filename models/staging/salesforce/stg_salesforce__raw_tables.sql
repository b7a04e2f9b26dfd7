{{ raw_tables('salesforce') }}
