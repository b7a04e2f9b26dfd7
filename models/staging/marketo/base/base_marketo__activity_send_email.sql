{{ base_table('marketo', 'activity_send_email') }}
