{#- Hooks of the models that read files: DuckDB's CSV reader keeps the lines it cannot read in a
    temporary table of the connection; they become rejected rows of the model. -#}
{% macro forget_unreadable_lines() %}
    drop table if exists unreadable_lines;
    drop table if exists unreadable_scans;
{% endmacro %}


{% macro keep_unreadable_lines(model) %}
    {%- if not execute -%} {{ return('') }} {%- endif -%}
    {%- set kept = run_query(
        "select 1 from duckdb_tables() where temporary and table_name = 'unreadable_lines'") -%}
    {%- if kept.rows | length == 0 -%} select 1 {#- the file was Parquet, or there was none -#}
    {%- else -%}
    insert into {{ model }} (row_key, rejected_value, rejected_reason)
    select
        'line ' || line,
        left(any_value(csv_line), 200),
        case min(error_type)
            when 'MISSING COLUMNS' then 'the line has fewer cells than the header'
            when 'TOO MANY COLUMNS' then 'the line has more cells than the header; quote texts that hold commas'
            when 'INVALID ENCODING' then 'the line is not UTF-8'
            when 'UNQUOTED VALUE' then 'a quoted cell goes on after its closing quote; write a quote inside as two'
            when 'LINE SIZE OVER MAXIMUM' then 'the line is longer than 16 MB'
            else 'the line cannot be read as CSV'
        end
    from unreadable_lines
    group by line
    {%- endif -%}
{% endmacro %}
