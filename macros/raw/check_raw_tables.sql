{#- Runs before any model: a problem of a whole raw table stops the run with one sentence that says
    which table, which column and what to do. Problems of single rows are rejections instead. -#}
{% macro check_raw_tables() %}
    {%- if not execute -%} {{ return('') }} {%- endif -%}
    {%- set declared = graph.sources.values() | map(attribute='source_name') | list -%}
    {%- set found = {} -%}
    {%- for source in connected_sources() if source in connectors() and source in declared -%}
        {%- do found.update({source: raw_tables_found(source)}) -%}
    {%- endfor -%}
    {%- for source, tables in found.items() -%}
        {%- for table in connectors()[source].tables -%}
            {%- if table in tables -%}
                {%- do check_raw_table(source, table, tables[table]) -%}
            {%- elif is_table_needed(source, table, found) -%}
                {%- do stop(raw_place(source) ~ ' has no ' ~ raw_name(source, table) ~ (
                    '.csv or ' ~ raw_name(source, table) ~ '.parquet; put it there, or name another folder with --raw or WHENCE_RAW_DIR.'
                    if raw_place(source).startswith('the folder') else ', which ' ~ source ~ ' cannot do without; load it, or take '
                    ~ source ~ ' out of sources.')) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
{% endmacro %}


{#- The raw tables of a source that are there: {table: what raw_table() says}. -#}
{% macro raw_tables_found(source) %}
    {%- do check_database(source) -%}
    {%- set folder = raw_folder(source) -%}
    {%- set lookalikes = raw_lookalikes(folder) if raw_place(source).startswith('the folder') else {} -%}
    {%- set found = {} -%}
    {%- for table in connectors()[source].tables -%}
        {%- set raw = raw_table(source, table) -%}
        {%- if raw -%}
            {%- do found.update({table: raw}) -%}
        {%- elif raw_name(source, table) | lower in lookalikes -%}
            {%- do stop(lookalikes[raw_name(source, table) | lower] ~ ' is not a file that is read; name it ' ~ table ~ '.csv or '
                ~ table ~ '.parquet, one plain file, or move it out of ' ~ folder ~ '.') -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(found) }}
{% endmacro %}


{#- Whether the run stops without a table: a connector that has any of its tables, or that `sources`
    names, needs those declared as required; of files only what no other source gives. -#}
{% macro is_table_needed(source, table, found) %}
    {%- if not declared_table(source, table).meta.get('required', false) -%} {{ return(false) }} {%- endif -%}
    {%- if source != 'files' -%}
        {{ return(found[source] | length > 0 or source in (var('sources', none) or []) or var(source ~ '_database', none) is not none) }}
    {%- endif -%}
    {%- for other, tables in found.items() if other != 'files' and tables and table in connectors()[other].shapes -%}
        {{ return(false) }}
    {%- endfor -%}
    {{ return(true) }}
{% endmacro %}


{#- A database that nobody attached looks like one without the source's tables. -#}
{% macro check_database(source) %}
    {%- set database = var(source ~ '_database', none) -%}
    {%- if database and target.type == 'duckdb' -%}
        {%- set attached = run_query('select database_name from duckdb_databases() where not internal').columns[0].values() | map('lower') | list -%}
        {%- if database | lower not in attached -%}
            {%- do stop(source ~ '_database is ' ~ database ~ ', which is not attached; add it to attach of the target in profiles.yml. Attached are: '
                ~ attached | join(', ') ~ '.') -%}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}


{#- Where the raw tables of a source are, in words. -#}
{% macro raw_place(source) %}
    {%- set database = var(source ~ '_database', none) -%}
    {%- if reads_files() and not database -%} {{ return('the folder ' ~ raw_folder(source)) }} {%- endif -%}
    {{ return('the schema ' ~ (database or target.get('database')) ~ '.' ~ var(source ~ '_schema', source)) }}
{% endmacro %}


{#- What lies in a folder, by its name up to the first dot, in lower case: {touches: Touches.CSV}. -#}
{% macro raw_lookalikes(folder) %}
    {%- set lookalikes = {} -%}
    {%- for entry in entries_of(folder) -%}
        {%- do lookalikes.update({entry.split('.')[0].lower(): entry}) -%}
    {%- endfor -%}
    {{ return(lookalikes) }}
{% endmacro %}


{#- The files and folders in a folder, by name. -#}
{% macro entries_of(folder) %}{{ return(adapter.dispatch('entries_of', 'whence')(folder)) }}{% endmacro %}

{% macro duckdb__entries_of(folder) %}
    {%- set path = sql_path(folder ~ '/') -%}
    {{ return(run_query(
        "select distinct split_part(substr(file, length('" ~ sql_text(folder ~ '/') ~ "') + 1), '/', 1) as entry from ("
        ~ "select file from glob('" ~ path ~ "*') union all select file from glob('" ~ path ~ "*/*')) order by entry"
    ).columns[0].values()) }}
{% endmacro %}


{% macro check_raw_table(source, table, raw) %}
    {%- set name = raw.path.split('/') | last if raw.path else raw.relation | string -%}
    {%- if raw.header | length == 0 -%}
        {%- do stop(name ~ ' is empty or its first line is not UTF-8 text; save it as CSV in UTF-8 with a header line.') -%}
    {%- endif -%}
    {%- for column in declared_columns(source, table) -%}
        {%- if raw.header.count(column.name) > 1 -%}
            {%- do stop(name ~ ' has the column ' ~ column.name ~ ' more than once; keep one of them.') -%}
        {%- elif column.required and column_position(column, raw.header, layout_of(source)) is none -%}
            {%- do stop((source ~ ': ' if source != 'files' else '') ~ name ~ ' has no column ' ~ (column.airbyte if layout_of(source) == 'airbyte' else column.name)
                ~ '; add it or rename the column that holds it. Its columns are: ' ~ (raw.header | join(', '))[:300] ~ '.') -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if raw.format == 'csv' -%}
        {%- do check_quotes(name, raw) -%}
    {%- endif -%}
    {%- if source == 'files' and table in ('touches', 'deals') -%}
        {%- set first_rows = run_query('select 1 as one from ' ~ (read_csv_lines(raw.path) if raw.format == 'csv' else raw_rows(raw)) ~ ' limit 2') -%}
        {%- if first_rows.rows | length <= (1 if raw.format == 'csv' else 0) -%}
            {%- do stop(name ~ ' has no rows; export it again, or leave the source out.') -%}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}


{#- An unclosed quote would swallow the rest of the file. -#}
{% macro check_quotes(name, raw) %}
    {%- set quotes = run_query(
        "select coalesce(sum(length(line) - length(replace(line, '\"', ''))), 0) from " ~ read_csv_lines(raw.path)
    ).columns[0].values()[0] -%}
    {%- if quotes % 2 == 1 -%}
        {%- do stop(name ~ ' has an odd number of double quotes, so a quoted cell is never closed; close it, or write a quote inside a text as two.') -%}
    {%- endif -%}
{% endmacro %}


{#- All errors a user can cause begin with `whence: `, so that the wrapper knows them. -#}
{% macro stop(sentence) %}
    {%- do exceptions.raise_compiler_error('whence: ' ~ sentence) -%}
{% endmacro %}
