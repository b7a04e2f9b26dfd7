{{ base_table('gong', 'call_participant') }}
