{#- Where one raw table is: {format, header, ...}, or none when it is not there. `header` are its own
    column names, lower case, in their order. format csv and parquet have a `path` (csv also the
    number of `blank_lines` before the header), format table has a `relation` and the `types`. -#}
{% macro raw_table(source_name, table) %}
    {#- a run's models ask for every table several times: the run's own graph remembers the answer -#}
    {%- set known = graph.setdefault('raw_tables_found', {}) -%}
    {%- set key = source_name ~ '.' ~ table -%}
    {%- if key not in known -%} {%- do known.update({key: find_raw_table(source_name, table)}) -%} {%- endif -%}
    {{ return(known[key]) }}
{% endmacro %}


{% macro find_raw_table(source_name, table) %}
    {%- set database = var(source_name ~ '_database', none) -%}
    {%- if database or not reads_files() -%}
        {{ return(raw_relation(source_name, table, database or target.get('database'))) }}
    {%- endif -%}
    {%- set path = raw_path(source_name, table) -%}
    {%- if not path and target.type != 'duckdb' -%} {{ return(raw_relation(source_name, table, none)) }} {%- endif -%}
    {%- if not path -%} {{ return(none) }} {%- endif -%}
    {%- if path.endswith('.parquet') -%}
        {%- set described = run_query('describe select * from ' ~ raw_rows({'path': path, 'format': 'parquet'})) -%}
        {{ return({'path': path, 'format': 'parquet', 'names': described.columns[0].values() | list,
            'header': described.columns[0].values() | map('lower') | list, 'types': described.columns[1].values() | list}) }}
    {%- endif -%}
    {{ return(dict(csv_header(path), path=path, format='csv')) }}
{% endmacro %}


{#- Whether raw tables may be files: elsewhere they are relations. -#}
{% macro reads_files() %}{{ return(target.type in ['duckdb', 'spark']) }}{% endmacro %}


{#- The folder of a source's raw files. -#}
{% macro raw_folder(source_name) %}
    {%- set schema = var(source_name ~ '_schema', '' if source_name == 'files' else source_name) -%}
    {{ return(env_var('WHENCE_RAW_DIR', 'demo') ~ ('/' ~ schema if schema else '')) }}
{% endmacro %}


{% macro raw_path(source_name, table) %}
    {%- set folder = raw_folder(source_name) -%}
    {%- set found = [] -%}
    {%- for name in raw_names(source_name, table) -%}
        {%- do found.extend(files_named(folder, name)) -%}
    {%- endfor -%}
    {%- if found | length > 1 -%}
        {%- do stop(folder ~ ' has both ' ~ found[0].split('/') | last ~ ' and ' ~ found[1].split('/') | last ~ '; keep one of them.') -%}
    {%- endif -%}
    {{ return(found | first) }}
{% endmacro %}


{#- The CSV and Parquet files of a name in a folder. -#}
{% macro files_named(folder, name) %}{{ return(adapter.dispatch('files_named', 'whence')(folder, name)) }}{% endmacro %}

{% macro duckdb__files_named(folder, name) %}
    {{ return(run_query(
        "select file from glob('" ~ sql_path(folder ~ '/' ~ name) ~ ".*')"
        ~ " where regexp_matches(file, '[.](csv|parquet)$') order by file"
    ).columns[0].values()) }}
{% endmacro %}


{#- What the tool that landed it calls a table; the first is the usual name. Meta `also` of a table is a
    name that another loader gives it. -#}
{% macro raw_names(source_name, table) %}
    {%- set meta = declared_table(source_name, table).meta -%}
    {%- set name = meta.get('airbyte', table) if layout_of(source_name) == 'airbyte' else table -%}
    {{ return([name] + ([meta.also] if meta.also else [])) }}
{% endmacro %}


{% macro raw_name(source_name, table) %}{{ return(raw_names(source_name, table) | first) }}{% endmacro %}


{% macro raw_relation(source_name, table, database) %}
    {%- set schema = var(source_name ~ '_schema', source_name) -%}
    {%- set relations = [] -%}
    {%- for name in raw_names(source_name, table) -%}
        {%- do relations.append(adapter.get_relation(database=database, schema=schema, identifier=name)) -%}
    {%- endfor -%}
    {%- set relation = relations | select | first -%}
    {%- if not relation -%} {{ return(none) }} {%- endif -%}
    {%- set columns = adapter.get_columns_in_relation(relation) -%}
    {{ return({'relation': relation, 'format': 'table', 'names': columns | map(attribute='name') | list,
        'header': columns | map(attribute='name') | map('lower') | list, 'types': columns | map(attribute='data_type') | list}) }}
{% endmacro %}


{% macro csv_header(path) %}
    {%- set first_line = first_line_of(path) -%}
    {%- set header = [] -%}
    {%- if first_line.rows | length > 0 and modules.re.search('[\\x00]', first_line.rows[0][0]) is none -%}
        {#- a comma splits only where an even number of quotes follows it -#}
        {%- for cell in modules.re.split(',(?=(?:[^"]*"[^"]*")*[^"]*$)', first_line.rows[0][0]) -%}
            {%- do header.append(cell.strip().strip('"').strip().lower()) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return({'header': header, 'names': header, 'blank_lines': first_line.rows[0][1] if header else 0}) }}
{% endmacro %}


{#- The first line that is not empty, and how many empty ones are before it, as a table of one row. -#}
{% macro first_line_of(path) %}
    {{ return(run_query(
        'select line, line_number - 1 from (select line, ' ~ place_of_row() ~ ' as line_number from ' ~ read_csv_lines(path)
        ~ ') where line is not null order by line_number limit 1')) }}
{% endmacro %}


{#- The place of a row in the file it is read from. -#}
{% macro place_of_row() %}{{ return(adapter.dispatch('place_of_row', 'whence')()) }}{% endmacro %}

{% macro default__place_of_row() -%} row_number() over (order by null) {%- endmacro %}

{% macro duckdb__place_of_row() -%} row_number() over () {%- endmacro %}


{#- A CSV file as its physical lines (column `line`), whatever is in them. -#}
{% macro read_csv_lines(path) %}{{ return(adapter.dispatch('read_csv_lines', 'whence')(path)) }}{% endmacro %}

{% macro duckdb__read_csv_lines(path) -%}
    read_csv(
        '{{ sql_path(path) }}', header = false, auto_detect = false, columns = {'line': 'VARCHAR'},
        delim = chr(31) || chr(30) || chr(31) || chr(30), quote = '', escape = '', strict_mode = false, ignore_errors = true,
        max_line_size = {{ longest_line() }}, parallel = false
    )
{%- endmacro %}


{#- Bytes: a longer row is rejected. -#}
{% macro longest_line() %}{{ return(16000000) }}{% endmacro %}


{#- A name as an identifier, whatever is in it. -#}
{% macro quoted_name(name) %}{{ return(adapter.dispatch('quoted_name', 'whence')(name)) }}{% endmacro %}

{% macro default__quoted_name(name) -%} "{{ name | replace('"', '""') }}" {%- endmacro %}

{% macro spark__quoted_name(name) -%} `{{ name | replace('`', '``') }}` {%- endmacro %}


{#- A text inside a SQL string literal. -#}
{% macro sql_text(text) %}{{ return(adapter.dispatch('sql_text', 'whence')(text)) }}{% endmacro %}

{% macro default__sql_text(text) %}{{ return(text | replace("'", "''")) }}{% endmacro %}

{% macro spark__sql_text(text) %}{{ return(text | replace('\\', '\\\\') | replace("'", "''")) }}{% endmacro %}


{#- A path inside a SQL string literal, where DuckDB would take some characters for a pattern. -#}
{% macro sql_path(path) %}
    {{ return(sql_text(modules.re.sub('([*?]|\\[)', '[\\1]', path))) }}
{% endmacro %}
