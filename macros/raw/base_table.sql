{#- The model of one raw table: every row once, its declared columns typed, and the reason if it is
    rejected. `checks` are the table's own requirements: {column, when, reason}, where `when` is
    SQL over rows_read, whose columns are trimmed text. -#}
{% macro base_table(source_name, table, checks=[]) -%}
    {{- config(
        enabled=is_connected(source_name), materialized='table',
        pre_hook="{{ before_reading('" ~ source_name ~ "', '" ~ table ~ "') }}",
        post_hook="{{ after_reading('" ~ source_name ~ "', '" ~ table ~ "', this) }}") -}}
    -- raw table: {{ source(source_name, table) }}
    {%- set raw = raw_table(source_name, table) if execute %}
    {%- set columns = declared_columns(source_name, table) if execute else [] %}
    {{ judged_rows(source_name, table, columns, raw, checks) if raw else no_rows(columns) }}
{%- endmacro %}


{#- The rows of a raw table, each with the first of its failures, if any. -#}
{% macro judged_rows(source_name, table, columns, raw, checks) -%}
    {%- set failures = failures_of_reading(raw) + failures_of(source_name, table, columns) + checks %}
    with rows_read as (

        {{ read_raw(source_name, table, columns, raw) }}

    ),

    copies as (

        {{ copies_of_rows(columns) }}

    ),

    rows_typed as (

        {{ typed_rows(columns) }}

    ),

    rows_judged as (

        select
            rows_read.*,
            {{ row_key(columns) }} as row_key,
            {{ first_failure(failures) }} as failure
        from rows_typed as rows_read

    )

    {{ rows_with_verdict(columns, failures) }}
{%- endmacro %}


{#- Parts of the macro above: text cells with their values beside them, the verdict, the model's columns. -#}
{% macro typed_rows(columns) -%}
        select
            rows_read.*,
            {%- for column in columns if column.data_type != 'string' %}
            {{ read_text('rows_read.' ~ column.name, column.data_type, column.epoch) }} as {{ typed(column) }},
            {%- endfor %}
            copies.copy_number,
            copies.is_conflicting
        from rows_read
        left join copies on rows_read.row_number = copies.row_number
{%- endmacro %}


{% macro first_failure(failures) -%}
            case
                {%- for failure in failures %}
                when {{ failure.when }} then {{ loop.index }}
                {%- endfor %}
            end
{%- endmacro %}


{% macro rows_with_verdict(columns, failures) -%}
    select
        row_number,
        {%- for column in columns %}
        {{ typed(column) }}{{ ' as ' ~ column.name if column.data_type != 'string' }},
        {%- if column.may_be_date %}
        {{ is_date_only(column.name) }} as {{ column.name }}_is_date_only,
        {%- endif %}
        {%- endfor %}
        loaded_at,
        row_key,
        {{ rejection(failures) }}
    from rows_judged
{%- endmacro %}


{#- The value of a column, once it is typed; its text keeps the name until then. -#}
{% macro typed(column) -%} {{ column.name }}{{ '__value' if column.data_type != 'string' }} {%- endmacro %}


{#- What a raw table that is not there has. -#}
{% macro no_rows(columns) -%}
    select
        cast(null as bigint) as row_number,
        {%- for column in columns %}
        cast(null as {{ column.data_type }}) as {{ column.name }},
        {%- if column.may_be_date %}
        cast(null as boolean) as {{ column.name }}_is_date_only,
        {%- endif %}
        {%- endfor %}
        cast(null as timestamp) as loaded_at,
        {%- for name in ['row_key', 'rejected_column', 'rejected_value', 'rejected_reason'] %}
        cast(null as string) as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    where false
{%- endmacro %}


{#- One raw table as trimmed text: every declared column (null where the cell is empty or the table
    has no such column), `row_number` (1 is the first row that can be read), `row_hash` (over all
    columns of the table, undeclared ones included) and `loaded_at`. Lines the CSV reader cannot
    read go to the temporary table that after_reading() empties into the model. -#}
{% macro read_raw(source_name, table, columns, raw) -%}
    {%- set loaded_at = loaded_at_column(source_name, table, columns) -%}
    select
        {{ place_of_row() }} as row_number,
        {{ hash_of(raw_cells(raw)) }} as row_hash,
        {%- if failures_of_reading(raw) %}
        unreadable,
        {%- endif %}
        {%- for column in columns %}
        {%- set position = column_position(column, raw.header, layout_of(source_name)) %}
        {% if position is not none -%}
        nullif({{ stripped(raw_cell(raw, position)) }}, '') as {{ column.name }},
        {%- else -%}
        cast(null as string) as {{ column.name }},
        {%- endif %}
        {%- endfor %}
        {#- its name may be the raw column itself, which a warehouse has as a time #}
        {{ read_text('cast(' ~ loaded_at.name ~ ' as string)', 'timestamp', loaded_at.epoch) if loaded_at else 'cast(null as timestamp)' }} as loaded_at
    from {{ raw_rows(raw) }}
{%- endmacro %}


{#- The rows of a raw table as its format reads them. -#}
{% macro raw_rows(raw) %}{{ return(adapter.dispatch('raw_rows', 'whence')(raw)) }}{% endmacro %}

{% macro default__raw_rows(raw) -%} {{ raw.relation }} {%- endmacro %}

{% macro duckdb__raw_rows(raw) -%}
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


{% macro raw_cells(raw) %}
    {%- set cells = [] -%}
    {%- for name in raw.header -%}
        {%- do cells.append(raw_cell(raw, loop.index0)) -%}
    {%- endfor -%}
    {{ return(cells) }}
{% endmacro %}


{#- One cell of a raw table as text; lists and structures as JSON. -#}
{% macro raw_cell(raw, position) -%}
    {%- if raw.format == 'csv' -%} cell_{{ position }}
    {%- else -%}
    {%- set name = quoted_name(raw.names[position]) -%}
    {%- set type = raw.types[position] | lower -%}
    {%- set is_nested = type.endswith('[]') or type.startswith(('struct', 'map', 'array')) -%}
    cast({{ 'to_json(' ~ name ~ ')' if is_nested else name }} as string)
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
