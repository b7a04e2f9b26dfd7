{#- The rows of a connector's raw tables that were rejected at the door. A connector that turns rows
    away later adds them with a union. -#}
{% macro rejected_rows(source_name) %}
    {%- for table in connectors()[source_name].tables %}
    select
        '{{ source_name }}' as source_system,
        '{{ table }}' as table_name,
        row_key,
        rejected_column as column_name,
        rejected_value as value,
        rejected_reason as reason
    from {{ ref('base_' ~ source_name ~ '__' ~ table) }}
    where rejected_reason is not null
    {{ 'union all' if not loop.last }}
    {%- endfor %}
{% endmacro %}


{#- The model of what a connector found: one row per raw table it reads, there or not. -#}
{% macro raw_tables(source_name) %}
    {{- config(enabled=is_connected(source_name), materialized='table') -}}
    {%- for table in connectors()[source_name].tables %}
    {%- set raw = raw_table(source_name, table) if execute %}
    {%- set missing = missing_columns(source_name, table, raw) if raw else [] %}
    {%- set meta = declared_table(source_name, table).meta if execute else {} %}
    select
        '{{ source_name }}' as source_system,
        '{{ table }}' as table_name,
        {{ 'true' if raw else 'false' }} as is_present,
        {{ 'true' if meta.get('required') else 'false' }} as is_required,
        {{ "'" ~ sql_text(meta.get('without')) ~ "'" if meta.get('without') else 'cast(null as string)' }} as lost_without_it,
        {{ "'" ~ missing | join(', ') ~ "'" if missing else 'cast(null as string)' }} as missing_columns,
        {{ raw_row_count(raw) }} as rows_in_table,
        count(*) as raw_rows,
        count(*) filter (where rejected_reason is not null) as rejected_rows,
        max(loaded_at) as loaded_at
    from {{ ref('base_' ~ source_name ~ '__' ~ table) }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
{% endmacro %}


{#- The declared columns that a raw table lacks, less those of the loading tool and those that not
    every layout or version has. -#}
{% macro missing_columns(source_name, table, raw) %}
    {%- set missing = [] -%}
    {%- for column in declared_columns(source_name, table) if column.get('expected', true) and not column.name.startswith('_') -%}
        {%- do missing.append(column.name) if column_position(column, raw.header, layout_of(source_name)) is none -%}
    {%- endfor -%}
    {{ return(missing) }}
{% endmacro %}
