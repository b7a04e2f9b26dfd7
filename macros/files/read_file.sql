{#- One raw file as a table expression: every declared column as trimmed text (null where the
    cell is empty or the file has no such column), `row_number` (1 is the first row after the
    header that can be read) and `row_hash` (over all columns of the file, undeclared ones included).
    Lines the CSV reader cannot read go to the temporary table that keep_unreadable_lines()
    empties into the model. -#}
{% macro read_file(source_table) -%}
    {%- if not execute -%} {{ return('(select 1 as row_number)') }} {%- endif -%}
    {%- set table = source_table.identifier -%}
    {%- set columns = files_columns(table) -%}
    {%- set file = raw_file(table) -%}
    {%- set header = file.header if file else [] -%}
    {%- set is_csv = file and file.format == 'csv' -%}
    (
        select
            {% if file -%}
            row_number() over () as row_number,
            hash(
                {%- for name in header %}
                {{ file_cell(loop.index0, name, is_csv) }}{{ ',' if not loop.last }}
                {%- endfor %}
            ) as row_hash,
            {%- else -%}
            cast(null as bigint) as row_number, cast(null as ubigint) as row_hash,
            {%- endif %}
            {%- for column in columns %}
            {% if column.name in header -%}
            nullif(trim({{ file_cell(header.index(column.name), column.name, is_csv) }}, e' \t\r\n'), '') as {{ column.name }},
            {%- else -%}
            cast(null as varchar) as {{ column.name }},
            {%- endif %}
            {%- endfor %}
        from
            {% if not file -%} (select 1) where false
            {%- elif is_csv -%}
            read_csv(
                '{{ sql_path(file.path) }}', header = true, skip = {{ file.blank_lines }}, auto_detect = false, delim = ',', quote = '"', escape = '"',
                columns = { {%- for name in header %}'cell_{{ loop.index0 }}': 'VARCHAR'{{ ', ' if not loop.last }}{% endfor -%} },
                store_rejects = true, rejects_table = 'unreadable_lines', rejects_scan = 'unreadable_scans',
                max_line_size = {{ longest_line() }}, parallel = false
            )
            {%- else -%}
            read_parquet('{{ sql_path(file.path) }}')
            {%- endif %}
    )
{%- endmacro %}


{#- One cell of a raw file as text. -#}
{% macro file_cell(position, name, is_csv) -%}
    {%- if is_csv -%} cell_{{ position }}
    {%- else -%} cast("{{ name | replace('"', '""') }}" as varchar)
    {%- endif -%}
{%- endmacro %}
