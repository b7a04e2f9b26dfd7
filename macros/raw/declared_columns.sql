{#- What models/staging/<source>/_<source>__sources.yml declares of one raw table: the one place
    where its layout is written. -#}
{% macro declared_table(source_name, table) %}
    {{ return(graph.sources.values()
        | selectattr('source_name', 'equalto', source_name) | selectattr('name', 'equalto', table) | first) }}
{% endmacro %}


{#- Its columns: a list of {name, data_type, required, key, version, deletes, active, may_be_date,
    epoch, also, airbyte, expected}. Airbyte's name is the same unless said; a source's meta
    `airbyte_prefix` says how all its columns begin there. -#}
{% macro declared_columns(source_name, table) %}
    {%- set declared = declared_table(source_name, table) -%}
    {%- set prefixes = declared.meta.get('airbyte_prefix', ['', '']) -%}
    {%- set columns = [] -%}
    {%- for name, column in declared.columns.items() -%}
        {%- set named = {'name': name, 'airbyte': modules.re.sub('^' ~ prefixes[0], prefixes[1], name)} -%}
        {%- do columns.append(dict(named, data_type=column.data_type or 'string', **column.meta)) -%}
    {%- endfor -%}
    {{ return(columns) }}
{% endmacro %}


{#- Whose tool landed the tables of a source: fivetran or airbyte. -#}
{% macro layout_of(source_name) %}{{ return(var(source_name ~ '_layout', 'fivetran')) }}{% endmacro %}


{#- Where a declared column stands among the raw table's own, or none. Airbyte keeps the names of the
    source's API, which are Fivetran's but for case and punctuation, or as meta `airbyte` says. Meta
    `also` is a name that Fivetran gave it once, or gives it elsewhere. -#}
{% macro column_position(column, header, layout) %}
    {%- if layout == 'fivetran' -%}
        {%- set name = column.name if column.name in header else column.also -%}
        {{ return(header.index(name) if name in header else none) }}
    {%- endif -%}
    {%- set wanted = squashed(column.airbyte) -%}
    {%- for name in header if squashed(name) == wanted -%}
        {{ return(header.index(name)) }}
    {%- endfor -%}
    {{ return(none) }}
{% endmacro %}


{% macro squashed(name) %}{{ return(modules.re.sub('[^a-z0-9]', '', name | lower)) }}{% endmacro %}


{#- Loading tools keep deleted rows and copies of rows; when a row was loaded says which is the latest. -#}
{% macro loaded_at_column(source_name, table, columns) %}
    {%- set field = declared_table(source_name, table).loaded_at_field -%}
    {{ return(columns | selectattr('name', 'equalto', field) | first if field) }}
{% endmacro %}
