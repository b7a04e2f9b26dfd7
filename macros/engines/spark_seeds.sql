{#- The rows of a seed on Spark, as literals. dbt-spark's own way hands values to a driver, which writes an
    empty cell as the text None where Spark runs in dbt's process. -#}
{% macro spark__load_csv_rows(model, agate_table) %}
    {%- for rows in agate_table.rows | batch(1000) -%}
        {%- set sql -%}
            insert into {{ this.render() }} values
            {%- for row in rows %}
            ({% for value in row %}{{ seed_cell(model, agate_table, loop.index0, value) }}{{ ', ' if not loop.last }}{% endfor %})
            {{- ',' if not loop.last }}
            {%- endfor %}
        {%- endset -%}
        {%- do adapter.add_query(sql, abridge_sql_log=True) -%}
    {%- endfor -%}
    {{ return('select 1') }}
{% endmacro %}


{% macro seed_cell(model, agate_table, place, value) -%}
    {%- set type = model.config.get('column_types', {}).get(agate_table.column_names[place], adapter.convert_type(agate_table, place)) -%}
    {#- dbt reads the word null as an empty cell, which a row of one cell cannot have -#}
    {%- set text = 'null' if value is none and agate_table.column_names | length == 1 else value -%}
    {%- if text is none -%} null {%- else -%} cast('{{ sql_text(text | string) }}' as {{ type }}) {%- endif -%}
{%- endmacro %}
