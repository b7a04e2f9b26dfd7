{#- How many rows a raw file has, counted without the reader of rows: of CSV the lines that end
    outside quotes, less the header. Quotes within unquoted text can only make it smaller. -#}
{% macro raw_row_count(table) -%}
    {%- set file = raw_file(table) if execute -%}
    {%- if not file -%} 0
    {%- elif file.format == 'parquet' -%} (select count(*) from read_parquet('{{ sql_path(file.path) }}'))
    {%- else -%}
    (
        select count(*) - 1
        from (
            select
                line,
                sum(length(line) - length(replace(line, '"', ''))) over (order by line_number) as quotes_so_far
            from (select line, row_number() over () as line_number from {{ read_csv_lines(file.path) }})
        )
        where line is not null and quotes_so_far % 2 = 0
    )
    {%- endif -%}
{%- endmacro %}
