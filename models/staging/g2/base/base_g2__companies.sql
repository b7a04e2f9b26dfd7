{{ base_table('g2', 'companies') }}
