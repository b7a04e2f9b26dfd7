{{ base_table('salesforce', 'opportunity_contact_role') }}
