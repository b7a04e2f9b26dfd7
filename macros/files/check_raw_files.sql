{#- Runs before any model: a problem of a whole file stops the run with one sentence that says
    which file, which column and what to do. Problems of single rows are rejections instead. -#}
{% macro check_raw_files(sources) %}
    {%- if not execute or 'files' not in sources -%} {{ return('') }} {%- endif -%}
    {%- set folder = env_var('WHENCE_RAW_DIR', 'demo') -%}
    {%- set lookalikes = raw_lookalikes(folder) -%}
    {%- for source in graph.sources.values() | selectattr('source_name', 'equalto', 'files') -%}
        {%- set file = raw_file(source.name) -%}
        {%- if file -%}
            {%- do check_raw_file(source.name, file) -%}
        {%- elif source.name in lookalikes -%}
            {%- do stop(lookalikes[source.name] ~ ' is not a file that is read; name it ' ~ source.name ~ '.csv or '
                ~ source.name ~ '.parquet, one plain file, or move it out of ' ~ folder ~ '.') -%}
        {%- elif source.meta.get('required', false) -%}
            {%- do stop('the folder ' ~ folder ~ ' has no ' ~ source.name ~ '.csv or ' ~ source.name
                ~ '.parquet; put it there, or name another folder with --raw or WHENCE_RAW_DIR.') -%}
        {%- endif -%}
    {%- endfor -%}
{% endmacro %}


{#- What lies in the folder, by its name up to the first dot, in lower case: {touches: Touches.CSV}. -#}
{% macro raw_lookalikes(folder) %}
    {%- set path = sql_path(folder ~ '/') -%}
    {%- set entries = run_query(
        "select distinct split_part(substr(file, length('" ~ sql_text(folder ~ '/') ~ "') + 1), '/', 1) as entry from ("
        ~ "select file from glob('" ~ path ~ "*') union all select file from glob('" ~ path ~ "*/*')) order by entry"
    ).columns[0].values() -%}
    {%- set lookalikes = {} -%}
    {%- for entry in entries -%}
        {%- do lookalikes.update({entry.split('.')[0].lower(): entry}) -%}
    {%- endfor -%}
    {{ return(lookalikes) }}
{% endmacro %}


{% macro check_raw_file(table, file) %}
    {%- set name = file.path.split('/') | last -%}
    {%- if file.header | length == 0 -%}
        {%- do stop(name ~ ' is empty or its first line is not UTF-8 text; save it as CSV in UTF-8 with a header line.') -%}
    {%- endif -%}
    {%- for column in files_columns(table) -%}
        {%- if file.header.count(column.name) > 1 -%}
            {%- do stop(name ~ ' has the column ' ~ column.name ~ ' more than once; keep one of them.') -%}
        {%- elif column.is_required and column.name not in file.header -%}
            {%- do stop(name ~ ' has no column ' ~ column.name ~ '; add it or rename the column that holds it. Its columns are: '
                ~ (file.header | join(', '))[:300] ~ '.') -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if file.format == 'csv' -%}
        {%- do check_quotes(name, file) -%}
    {%- endif -%}
    {%- set first_rows = run_query('select 1 from ' ~ read_any(file) ~ ' limit 2') -%}
    {%- if first_rows.rows | length <= (1 if file.format == 'csv' else 0) and table in ('touches', 'deals') -%}
        {%- do stop(name ~ ' has no rows; export it again, or leave the source out.') -%}
    {%- endif -%}
{% endmacro %}


{#- An unclosed quote would swallow the rest of the file. -#}
{% macro check_quotes(name, file) %}
    {%- set quotes = run_query(
        "select coalesce(sum(length(line) - length(replace(line, '\"', ''))), 0) from " ~ read_csv_lines(file.path)
    ).columns[0].values()[0] -%}
    {%- if quotes % 2 == 1 -%}
        {%- do stop(name ~ ' has an odd number of double quotes, so a quoted cell is never closed; close it, or write a quote inside a text as two.') -%}
    {%- endif -%}
{% endmacro %}


{% macro read_any(file) -%}
    {{ return(read_csv_lines(file.path) if file.format == 'csv' else "read_parquet('" ~ sql_path(file.path) ~ "')") }}
{%- endmacro %}


{#- All errors a user can cause begin with `whence: `, so that the wrapper knows them. -#}
{% macro stop(sentence) %}
    {%- do exceptions.raise_compiler_error('whence: ' ~ sentence) -%}
{% endmacro %}
