{{ base_table('gong', 'call_context_integration') }}
