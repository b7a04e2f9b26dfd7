{#- The columns of one table of the files source, as models/staging/files/_files__sources.yml
    declares them: the one place where the layout of the raw files is written.
    Returns a list of {name, data_type, is_required}. -#}
{% macro files_columns(table) %}
    {%- set declared = graph.sources.values()
        | selectattr('source_name', 'equalto', 'files') | selectattr('name', 'equalto', table) | first -%}
    {%- set columns = [] -%}
    {%- for name, column in declared.columns.items() -%}
        {%- do columns.append({
            'name': name,
            'data_type': column.data_type or 'varchar',
            'is_required': column.meta.get('required', false),
        }) -%}
    {%- endfor -%}
    {{ return(columns) }}
{% endmacro %}
