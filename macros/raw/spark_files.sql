{#- Raw files on Spark: CSV and Parquet in a folder that all executors can read. -#}

{#- The files below the raw folder, asked for once: {path below it: address}. -#}
{% macro spark_files() %}
    {%- set folder = env_var('WHENCE_RAW_DIR', 'demo') -%}
    {%- set key = 'raw_files_found ' ~ folder -%}
    {%- if not folder -%} {{ return({}) }} {%- endif -%}
    {%- if key not in graph -%}
        {%- set files = {} -%}
        {%- set listed = run_query('select path from binaryFile.`' ~ folder ~ "` with (recursiveFileLookup = 'true') order by path") -%}
        {%- for part in listed.columns[0].values() -%}
            {#- a table that Spark wrote is a folder of parts -#}
            {%- set path = modules.re.sub('[.](csv|parquet)/.*', '.\\1', part) -%}
            {%- do files.update({path.split(folder.strip('/') ~ '/')[-1]: path}) -%}
        {%- endfor -%}
        {%- do graph.update({key: files}) -%}
    {%- endif -%}
    {{ return(graph[key]) }}
{% endmacro %}


{#- A folder of the raw folder as paths below it begin: `salesforce/`, or nothing. -#}
{% macro below_raw(folder) %}
    {%- set root = env_var('WHENCE_RAW_DIR', 'demo') -%}
    {{ return('' if folder == root else folder[root | length + 1:] ~ '/') }}
{% endmacro %}


{% macro spark__files_named(folder, name) %}
    {%- set found = [] -%}
    {%- for ending in ['.csv', '.parquet'] if below_raw(folder) ~ name ~ ending in spark_files() -%}
        {%- do found.append(spark_files()[below_raw(folder) ~ name ~ ending]) -%}
    {%- endfor -%}
    {{ return(found) }}
{% endmacro %}


{% macro spark__entries_of(folder) %}
    {%- set entries = [] -%}
    {%- for path in spark_files() if path.startswith(below_raw(folder)) -%}
        {%- do entries.append(path[below_raw(folder) | length:].split('/')[0]) -%}
    {%- endfor -%}
    {{ return(entries | unique | list) }}
{% endmacro %}


{% macro spark__read_csv_lines(path) -%} (select nullif(value, '') as line from text.`{{ path }}`) {%- endmacro %}


{#- Rows have no order but that of the parts of a file; their numbers grow along it, with gaps between
    the parts of a file that was split. -#}
{% macro spark__place_of_row() -%} monotonically_increasing_id() + 1 {%- endmacro %}


{% macro spark__raw_rows(raw) -%}
    {%- if raw.format == 'table' -%} {{ raw.relation }}
    {%- elif raw.format == 'parquet' -%} parquet.`{{ raw.path }}`
    {%- else -%} {{ spark_view_of(raw) }}
    {%- endif -%}
{%- endmacro %}


{#- What a CSV file is called in the session: it needs columns of its own, which only a view can have. -#}
{% macro spark_view_of(raw) %}
    {{ return('raw_' ~ modules.re.sub('[^a-z0-9]+', '_', (raw.path.split('/')[-2:] | join('_')) | lower)) }}
{% endmacro %}


{#- A row with too few or too many cells keeps its text in `unreadable` and has no cells. -#}
{% macro spark__before_reading(source_name, table) %}
    {%- set raw = raw_table(source_name, table) if execute else none -%}
    {%- if not raw or raw.format != 'csv' -%} {{ return('') }} {%- endif -%}
    {%- do run_query(spark_csv_view(raw)) -%}
    create or replace temporary view {{ spark_view_of(raw) }} as
    select
        {%- for name in raw.header %}
        case when unreadable is null then cell_{{ loop.index0 }} end as cell_{{ loop.index0 }},
        {%- endfor %}
        unreadable
    from {{ spark_view_of(raw) }}_read
{% endmacro %}


{% macro spark_csv_view(raw) -%}
    create or replace temporary view {{ spark_view_of(raw) }}_read (
        {%- for name in raw.header %}cell_{{ loop.index0 }} string, {% endfor %}unreadable string
    ) using csv options (
        path '{{ sql_text(raw.path) }}', header 'true', multiLine 'true', quote '"', escape '"', mode 'PERMISSIVE',
        columnNameOfCorruptRecord 'unreadable', columnPruning 'false'
    )
{%- endmacro %}


{% macro spark__failures_of_reading(raw) %}
    {%- if raw.format != 'csv' -%} {{ return([]) }} {%- endif -%}
    {%- set cell_count = "size(split(regexp_replace(rows_read.unreadable, '\"[^\"]*\"', ''), ','))" -%}
    {{ return([
        {'column': none, 'cell': 'unreadable', 'when': 'rows_read.unreadable is not null and ' ~ cell_count ~ ' < ' ~ raw.header | length,
            'reason': 'the row has fewer cells than the header'},
        {'column': none, 'cell': 'unreadable', 'when': 'rows_read.unreadable is not null and ' ~ cell_count ~ ' > ' ~ raw.header | length,
            'reason': 'the row has more cells than the header; quote texts that hold commas'},
        {'column': none, 'cell': 'unreadable', 'when': 'rows_read.unreadable is not null', 'reason': 'the row cannot be read as CSV'},
    ]) }}
{% endmacro %}
