{{ base_table('hubspot', 'contact_form_submission') }}
