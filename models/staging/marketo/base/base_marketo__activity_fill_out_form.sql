{{ base_table('marketo', 'activity_fill_out_form') }}
