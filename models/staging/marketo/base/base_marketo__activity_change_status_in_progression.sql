{{ base_table('marketo', 'activity_change_status_in_progression') }}
