{{ base_table('salesforce', 'contact') }}
