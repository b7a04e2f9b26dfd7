{{ base_table('files', 'page_views') }}
