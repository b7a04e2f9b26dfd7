{#- What the files source checks of every row: required cells filled, typed cells readable, then
    the model's own `checks` ({column, when, reason}), in this order; the first that fails names
    the row's rejection. Emits rejected_column, rejected_value, rejected_reason: null when the
    row is accepted. -#}
{% macro rejection(source_table, checks=[]) -%}
    {%- set failures = [] -%}
    {%- if execute -%}
        {%- set columns = files_columns(source_table.identifier) -%}
        {%- for column in columns if column.is_required -%}
            {%- do failures.append({'column': column.name, 'when': 'rows_read.' ~ column.name ~ ' is null', 'reason': 'is missing'}) -%}
        {%- endfor -%}
        {%- for column in columns if column.data_type != 'varchar' -%}
            {%- do failures.append({
                'column': column.name,
                'when': 'rows_read.' ~ column.name ~ ' is not null and ' ~ read_text('rows_read.' ~ column.name, column.data_type) ~ ' is null',
                'reason': unreadable(column.data_type),
            }) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- set failures = failures + checks -%}
    {%- for part in ['column', 'value', 'reason'] %}
        {%- if failures | length == 0 %}
        cast(null as varchar) as rejected_{{ part }}{{ ',' if not loop.last }}
        {%- else %}
        case
            {%- for failure in failures %}
            when {{ failure.when }} then
                {%- if part == 'value' %} left(cast(rows_read.{{ failure.column }} as varchar), 200)
                {%- else %} '{{ sql_text(failure[part]) }}'
                {%- endif %}
            {%- endfor %}
        end as rejected_{{ part }}{{ ',' if not loop.last }}
        {%- endif %}
    {%- endfor %}
{%- endmacro %}


{#- Rows that share a key: exact copies count once, different rows with one key count not at all.
    Gives the key, is_conflicting and first_row_number. A null in the key matches nothing. -#}
{% macro repeated_keys(keys) -%}
    select
        {{ keys | join(', ') }},
        min(row_hash) <> max(row_hash) as is_conflicting,
        min(row_number) as first_row_number
    from rows_read
    where {{ keys | join(' is not null and ') }} is not null
    group by {{ keys | join(', ') }}
    having count(*) > 1
{%- endmacro %}


{#- The two checks that go with repeated_keys(). -#}
{% macro repetition_checks(column) %}
    {{ return([
        {'column': column, 'when': 'repeated.is_conflicting', 'reason': 'is on several different rows'},
        {'column': column, 'when': 'rows_read.row_number > repeated.first_row_number', 'reason': 'is an exact copy of an earlier row'},
    ]) }}
{% endmacro %}
