{{ base_table('files', 'contacts') }}
