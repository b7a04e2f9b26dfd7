-- What each connector found of the raw tables it reads, and how many rows got in.
{% for source in connected_sources() if source in connectors() %}
select
    source_system,
    table_name,
    is_present,
    is_required,
    lost_without_it,
    missing_columns,
    rows_in_table,
    raw_rows,
    rejected_rows,
    loaded_at
from {{ ref('stg_' ~ source ~ '__raw_tables') }}
{{ 'union all' if not loop.last }}
{% endfor %}
