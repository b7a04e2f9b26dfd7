{#- How many rows a raw table has, of files counted without the reader of rows: of CSV the lines that end
    outside quotes, less the header. Quotes within unquoted text can only make it smaller. -#}
{% macro raw_row_count(raw) -%}
    {%- if not raw -%} 0
    {%- elif raw.format != 'csv' -%} (select count(*) from {{ raw_rows(raw) }})
    {%- else -%}
    (
        select count(*) - 1
        from (
            select
                line,
                sum(length(line) - length(replace(line, '"', ''))) over (order by line_number) as quotes_so_far
            from (select line, {{ place_of_row() }} as line_number from {{ read_csv_lines(raw.path) }})
        )
        where line is not null and quotes_so_far % 2 = 0
    )
    {%- endif -%}
{%- endmacro %}
