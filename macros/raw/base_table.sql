{#- The model of one raw table: every row once, its declared columns typed, and the reason if it is
    rejected. `checks` are the table's own requirements: {column, when, reason}, where `when` is
    SQL over rows_read, whose columns are trimmed text. -#}
{% macro base_table(source_name, table, checks=[]) -%}
    {{- config(
        enabled=is_connected(source_name), materialized='table',
        pre_hook='{{ forget_unreadable_lines() }}', post_hook='{{ keep_unreadable_lines(this) }}') -}}
    -- raw table: {{ source(source_name, table) }}
    {%- set columns = declared_columns(source_name, table) if execute else [] %}
    {%- set keys = columns | selectattr('key', 'defined') | map(attribute='name') | list %}
    with rows_read as (

        {{ read_raw(source_name, table) }}

    ),

    copies as (

        {{ copies_of_rows(keys, columns | selectattr('version', 'defined') | map(attribute='name') | list) }}

    )

    select
        rows_read.row_number,
        {%- for column in columns %}
        {{ read_text('rows_read.' ~ column.name, column.data_type, column.epoch) }} as {{ column.name }},
        {%- if column.may_be_date %}
        {{ is_date_only('rows_read.' ~ column.name) }} as {{ column.name }}_is_date_only,
        {%- endif %}
        {%- endfor %}
        rows_read.loaded_at,
        {{ row_key(columns) }} as row_key,
        {{ rejection(source_name, table, checks) }}
    from rows_read
    left join copies on rows_read.row_number = copies.row_number
{%- endmacro %}


{#- One raw table as trimmed text: every declared column (null where the cell is empty or the table
    has no such column), `row_number` (1 is the first row that can be read), `row_hash` (over all
    columns of the table, undeclared ones included) and `loaded_at`. Lines the CSV reader cannot
    read go to the temporary table that keep_unreadable_lines() empties into the model. -#}
{% macro read_raw(source_name, table) -%}
    {%- if not execute -%} {{ return('select 1 as row_number') }} {%- endif -%}
    {%- set raw = raw_table(source_name, table) -%}
    {%- set header = raw.header if raw else [] -%}
    {%- set loaded_at = loaded_at_column(source_name, table) -%}
    select
        {% if raw -%}
        row_number() over () as row_number,
        hash({% for name in header %}{{ raw_cell(raw, loop.index0) }}{{ ', ' if not loop.last }}{% endfor %}) as row_hash,
        {%- else -%}
        cast(null as bigint) as row_number, cast(null as ubigint) as row_hash,
        {%- endif %}
        {%- for column in declared_columns(source_name, table) %}
        {%- set position = column_position(column, header, layout_of(source_name)) %}
        {% if position is not none -%}
        nullif(trim({{ raw_cell(raw, position) }}, e' \t\r\n'), '') as {{ column.name }},
        {%- else -%}
        cast(null as varchar) as {{ column.name }},
        {%- endif %}
        {%- endfor %}
        {#- its name may be the raw column itself, which a warehouse has as a time #}
        {{ read_text('cast(' ~ loaded_at.name ~ ' as varchar)', 'timestamp', loaded_at.epoch) if loaded_at else 'cast(null as timestamp)' }} as loaded_at
    from {{ raw_rows(raw) if raw else '(select 1) where false' }}
{%- endmacro %}


{#- The rows of a raw table as its format reads them. -#}
{% macro raw_rows(raw) -%}
    {%- if raw.format == 'table' -%} {{ raw.relation }}
    {%- elif raw.format == 'parquet' -%} read_parquet('{{ sql_path(raw.path) }}')
    {%- else -%}
    read_csv(
        '{{ sql_path(raw.path) }}', header = true, skip = {{ raw.blank_lines }}, auto_detect = false, delim = ',', quote = '"', escape = '"',
        columns = { {%- for name in raw.header %}'cell_{{ loop.index0 }}': 'VARCHAR'{{ ', ' if not loop.last }}{% endfor -%} },
        store_rejects = true, rejects_table = 'unreadable_lines', rejects_scan = 'unreadable_scans',
        max_line_size = {{ longest_line() }}, parallel = false
    )
    {%- endif -%}
{%- endmacro %}


{#- One cell of a raw table as text; lists and structures as JSON. -#}
{% macro raw_cell(raw, position) -%}
    {%- if raw.format == 'csv' -%} cell_{{ position }}
    {%- else -%}
    {%- set name = '"' ~ raw.names[position] | replace('"', '""') ~ '"' -%}
    {%- set is_nested = raw.types[position].endswith('[]') or raw.types[position].startswith(('STRUCT', 'MAP')) -%}
    cast({{ 'to_json(' ~ name ~ ')' if is_nested else name }} as varchar)
    {%- endif -%}
{%- endmacro %}


{#- What a row is called in the list of rejected rows: the cells of its key, or its number when one is
    empty that it must have. -#}
{% macro row_key(columns) -%}
    {%- set cells = [] -%}
    {%- for column in columns if column.key -%}
        {%- set separator = "' / ' || " if cells else '' -%}
        {%- set cell = separator ~ 'rows_read.' ~ column.name -%}
        {%- do cells.append(cell if column.required else 'coalesce(' ~ cell ~ ", '')") -%}
    {%- endfor -%}
    {%- set number = "'row ' || rows_read.row_number" -%}
    {{ 'coalesce(' ~ cells | join(' || ') ~ ', ' ~ number ~ ')' if cells else number }}
{%- endmacro %}
