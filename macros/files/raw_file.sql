{#- Where one raw table lies: {path, format, header, blank_lines before it}, or none when the folder has no such file.
    `header` are the file's own column names, lower case, in their order. -#}
{% macro raw_file(table) %}
    {%- set folder = env_var('WHENCE_RAW_DIR', 'demo') -%}
    {%- set found = run_query(
        "select file from glob('" ~ sql_path(folder ~ '/' ~ table) ~ ".*')"
        ~ " where regexp_matches(file, '[.](csv|parquet)$') order by file"
    ).columns[0].values() -%}
    {%- if found | length == 0 -%} {{ return(none) }} {%- endif -%}
    {%- if found | length > 1 -%}
        {%- do stop(folder ~ ' has both ' ~ table ~ '.csv and ' ~ table ~ '.parquet; keep one of them.') -%}
    {%- endif -%}
    {%- set path = found[0] -%}
    {%- if path.endswith('.parquet') -%}
        {%- set described = run_query("describe select * from read_parquet('" ~ sql_path(path) ~ "')") -%}
        {{ return({'path': path, 'format': 'parquet', 'header': described.columns[0].values() | map('lower') | list}) }}
    {%- endif -%}
    {%- set first_line = run_query(
        "select line, line_number - 1 from (select line, row_number() over () as line_number from " ~ read_csv_lines(path)
        ~ ") where line is not null limit 1") -%}
    {%- set header = [] -%}
    {%- if first_line.rows | length > 0 and modules.re.search('[\\x00]', first_line.rows[0][0]) is none -%}
        {#- a comma splits only where an even number of quotes follows it -#}
        {%- for cell in modules.re.split(',(?=(?:[^"]*"[^"]*")*[^"]*$)', first_line.rows[0][0]) -%}
            {%- do header.append(cell.strip().strip('"').strip().lower()) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return({'path': path, 'format': 'csv', 'header': header, 'blank_lines': first_line.rows[0][1] if header else 0}) }}
{% endmacro %}


{#- A CSV file as its physical lines (column `line`), whatever is in them. -#}
{% macro read_csv_lines(path) -%}
    read_csv(
        '{{ sql_path(path) }}', header = false, auto_detect = false, columns = {'line': 'VARCHAR'},
        delim = chr(31) || chr(30) || chr(31) || chr(30), quote = '', escape = '', strict_mode = false, ignore_errors = true,
        max_line_size = {{ longest_line() }}, parallel = false
    )
{%- endmacro %}


{#- Bytes: a longer row is rejected. -#}
{% macro longest_line() %}{{ return(16000000) }}{% endmacro %}


{#- A text inside a SQL string literal. -#}
{% macro sql_text(text) %}{{ return(text | replace("'", "''")) }}{% endmacro %}


{#- A path inside a SQL string literal, where DuckDB would take some characters for a pattern. -#}
{% macro sql_path(path) %}
    {{ return(sql_text(modules.re.sub('([*?]|\\[)', '[\\1]', path))) }}
{% endmacro %}
