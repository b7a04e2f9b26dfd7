{#- Hooks of the models that read CSV files: what must be there before, and what the reader left over. -#}
{% macro before_reading(source_name, table) %}{{ return(adapter.dispatch('before_reading', 'whence')(source_name, table)) }}{% endmacro %}

{% macro default__before_reading(source_name, table) %}{% endmacro %}

{% macro after_reading(source_name, table, model) %}{{ return(adapter.dispatch('after_reading', 'whence')(source_name, table, model)) }}{% endmacro %}

{% macro default__after_reading(source_name, table, model) %}{% endmacro %}


{#- What is wrong with a row that could not be read and is there all the same. -#}
{% macro failures_of_reading(raw) %}{{ return(adapter.dispatch('failures_of_reading', 'whence')(raw)) }}{% endmacro %}

{% macro default__failures_of_reading(raw) %}{{ return([]) }}{% endmacro %}


{#- DuckDB's reader keeps the lines it cannot read in a
    temporary table of the connection; they become rejected rows of the model. -#}
{% macro duckdb__before_reading(source_name, table) %}
    {%- if not execute or (raw_table(source_name, table) or {}).format != 'csv' -%} {{ return('') }} {%- endif -%}
    drop table if exists unreadable_lines;
    drop table if exists unreadable_scans;
{% endmacro %}


{% macro duckdb__after_reading(source_name, table, model) %}
    {%- if not execute or (raw_table(source_name, table) or {}).format != 'csv' -%} {{ return('') }} {%- endif -%}
    {%- set kept = run_query(
        "select 1 from duckdb_tables() where temporary and table_name = 'unreadable_lines'") -%}
    {%- if kept.rows | length == 0 or run_query('select 1 from unreadable_lines limit 1').rows | length == 0 -%}
    {{ return('') }}
    {%- else -%}
    -- rows that could be read were counted without those that could not
    update {{ model }} as readable
    set row_key = 'row ' || (readable.row_number + (
        select count(*)
        from (
            select line - 1 - row_number() over (order by line) as readable_rows_before
            from (select distinct line from unreadable_lines)
        )
        where readable_rows_before < readable.row_number
    ))
    where row_key = 'row ' || row_number;
    insert into {{ model }} (row_key, rejected_value, rejected_reason)
    select
        'row ' || (line - 1),
        left(trim(any_value(csv_line), e'\r\n'), 200),
        case min(error_type)
            when 'MISSING COLUMNS' then 'the row has fewer cells than the header'
            when 'TOO MANY COLUMNS' then 'the row has more cells than the header; quote texts that hold commas'
            when 'INVALID ENCODING' then 'the row is not UTF-8'
            when 'UNQUOTED VALUE' then 'a quoted cell goes on after its closing quote; write a quote inside as two'
            when 'LINE SIZE OVER MAXIMUM' then 'the row is longer than 16 MB'
            else 'the row cannot be read as CSV'
        end
    from unreadable_lines
    group by line
    {%- endif -%}
{% endmacro %}
