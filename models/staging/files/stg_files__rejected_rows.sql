{%- set tables = ['touches', 'deals', 'contacts', 'accounts', 'deal_contacts', 'deal_stages', 'page_views', 'spend', 'targets'] -%}

{% for table in tables %}
select
    'files' as source_system,
    '{{ table }}' as table_name,
    row_key,
    rejected_column as column_name,
    rejected_value as value,
    rejected_reason as reason
from {{ ref('base_files__' ~ table) }}
where rejected_reason is not null
{{ 'union all' if not loop.last }}
{% endfor %}
