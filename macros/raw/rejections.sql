{#- Why a row does not get in. Of every row: rows that the source has deleted or replaced, required
    cells that are empty, typed cells that cannot be read, copies, and the table's own `checks`, in
    this order; the first that fails, whose number is `failure`, names the row's rejection. Emits
    rejected_column, rejected_value, rejected_reason: null when the row is accepted. -#}
{% macro rejection(failures) -%}
    {%- for part in ['column', 'value', 'reason'] %}
        case failure
            {%- for failure in failures %}
            when {{ loop.index }} then {{ 'left(' ~ failure.get('cell', failure.column) ~ ', 200)' if part == 'value' else "'" ~ sql_text(failure[part]) ~ "'" if failure[part] else 'null' }}
            {%- endfor %}
        end as rejected_{{ part }}{{ ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}


{#- What is asked of a row by the declarations of its table: a list of {column, when, reason}. -#}
{% macro failures_of(source_name, table, columns) %}
    {%- set loaded_at = loaded_at_column(source_name, table, columns) -%}
    {%- set key = (columns | selectattr('key', 'defined') | first or columns | first).name -%}
    {%- set failures = [] -%}
    {%- for column in columns if column.deletes -%}
        {%- do failures.append({'column': column.name, 'when': is_deletion(column), 'reason': 'the source has deleted the row'}) -%}
    {%- endfor -%}
    {%- for column in columns if column.active -%}
        {%- do failures.append({'column': column.name, 'when': 'not coalesce(rows_read.' ~ typed(column) ~ ', true)', 'reason': 'is a past version of the row'}) -%}
    {%- endfor -%}
    {%- for column in columns if column.required -%}
        {%- do failures.append({'column': column.name, 'when': 'rows_read.' ~ column.name ~ ' is null', 'reason': 'is missing'}) -%}
    {%- endfor -%}
    {%- for column in columns if column.data_type != 'string' -%}
        {%- do failures.append({
            'column': column.name,
            'when': 'rows_read.' ~ column.name ~ ' is not null and rows_read.' ~ typed(column) ~ ' is null',
            'reason': unreadable(column.data_type),
        }) -%}
    {%- endfor -%}
    {%- if loaded_at -%}
        {%- do failures.append({'column': key, 'when': 'rows_read.copy_number > 1', 'reason': 'is an older copy of a row that was loaded again'}) -%}
    {%- else -%}
        {%- do failures.append({'column': key, 'when': 'rows_read.is_conflicting', 'reason': 'is on several different rows'}) -%}
        {%- do failures.append({'column': key, 'when': 'rows_read.copy_number > 1', 'reason': 'is an exact copy of an earlier row'}) -%}
    {%- endif -%}
    {{ return(failures) }}
{% endmacro %}


{% macro is_deletion(column) -%}
    {{ 'coalesce(rows_read.' ~ typed(column) ~ ', false)' if column.data_type == 'boolean' else 'rows_read.' ~ column.name ~ ' is not null' }}
{%- endmacro %}


{#- Rows that share a key, or without one all cells: the latest loaded is copy 1. Where the source
    does not say when it loaded a row, the first one is, and different rows conflict. A null in the
    key is a value like any other: not every layout has all columns of a key. -#}
{% macro copies_of_rows(columns) -%}
    {%- set keys = columns | selectattr('key', 'defined') | map(attribute='name') | list or ['row_hash'] -%}
    {%- set versions = columns | selectattr('version', 'defined') | list -%}
    select
        rows_read.row_number,
        row_number() over (
            partition by {{ 'rows_read.' ~ keys | join(', rows_read.') }}
            order by {% for version in versions %}{{ read_text('rows_read.' ~ version.name, version.data_type, version.epoch) }} desc nulls last, {% endfor %}rows_read.loaded_at desc nulls last,
                case when rows_read.loaded_at is null then rows_read.row_number end, rows_read.row_hash, rows_read.row_number
        ) as copy_number,
        min(rows_read.row_hash) over (partition by {{ 'rows_read.' ~ keys | join(', rows_read.') }})
        <> max(rows_read.row_hash) over (partition by {{ 'rows_read.' ~ keys | join(', rows_read.') }}) as is_conflicting
    from rows_read
    inner join (
        select {{ keys | join(', ') }}
        from rows_read
        group by {{ keys | join(', ') }}
        having count(*) > 1
    ) as repeated
        on {% for key in keys %}rows_read.{{ key }} is not distinct from repeated.{{ key }}{{ ' and ' if not loop.last }}{% endfor %}
{%- endmacro %}
