{{ base_table('hubspot', 'email_campaign') }}
