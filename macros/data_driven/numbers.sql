{#- A sum of doubles that does not depend on the order of rows: in whole units of 1e-15. -#}
{% macro exact_sum(expression) -%}
    (cast(sum({{ as_units(expression) }}) as double) / 1e15)
{%- endmacro %}


{#- A double in whole units of 1e-15; up to 9,000 fits a bigint. -#}
{% macro as_units(expression, type='bigint') -%}
    cast(round(({{ expression }}) * 1e15) as {{ type }})
{%- endmacro %}


{#- The probability that a logit stands for. -#}
{% macro probability(logit) -%}
    (1 / (1 + exp(-({{ logit }}))))
{%- endmacro %}


{#- The inverse of a matrix, which is a list of lines of doubles, by Gauss and Jordan: one step per
    line, each over the whole matrix. Without pivoting, which neither a positive definite matrix nor
    the I - Q of an absorbing chain needs. -#}
{% macro inverse(matrix) -%}
    {{ return(adapter.dispatch('inverse', 'whence')(matrix)) }}
{%- endmacro %}

{#- A list is reduced to something of its own kind, so the steps come as matrices of one number. The
    line of the step and its pivot are bound by a list of one, so that they are not copied per cell. -#}
{% macro duckdb__inverse(matrix) -%}
    list_reduce(
        list_concat([{{ matrix }}], list_transform(range(1, len({{ matrix }}) + 1), lambda step: [[cast(step as double)]])),
        lambda lines, step: list_transform(
            [struct_pack(
                step_number := cast(step[1][1] as bigint),
                step_line := lines[cast(step[1][1] as bigint)],
                pivot_cell := lines[cast(step[1][1] as bigint)][cast(step[1][1] as bigint)]
            )],
            lambda chosen: list_transform(
                lines,
                lambda line, line_number: list_transform(
                    [case when line_number <> chosen.step_number then line[chosen.step_number] / chosen.pivot_cell end],
                    lambda factor: list_transform(line, lambda cell, cell_number: case
                        when cell_number = chosen.step_number then coalesce(-factor, 1 / chosen.pivot_cell)
                        else coalesce(cell - factor * chosen.step_line[cell_number], cell / chosen.pivot_cell)
                    end)
                )[1]
            )
        )[1]
    )
{%- endmacro %}


{#- Here a lambda looks at the lines of the matrix without copying them; it counts from 0. -#}
{% macro spark__inverse(matrix) -%}
    aggregate(sequence(0, size({{ matrix }}) - 1), {{ matrix }}, (lines, step) -> transform(
        lines,
        (line, line_place) -> transform(line, (cell, cell_place) -> case
            when line_place = step and cell_place = step then 1 / cell
            when line_place = step then cell / line[step]
            when cell_place = step then -(cell / lines[step][step])
            else cell - line[step] / lines[step][step] * lines[step][cell_place]
        end)
    ))
{%- endmacro %}


{#- Cells (`line_number`, `cell_number`, `cell`) as a matrix, one per value of `key`. Every cell must be there. -#}
{% macro as_matrix(cells, key) -%}
    select {{ key }}, {{ list_of('line', 'line_number') }} as matrix
    from (
        select {{ key }}, line_number, {{ list_of('cell', 'cell_number') }} as line
        from {{ cells }}
        group by {{ key }}, line_number
    ) as matrix_lines
    group by {{ key }}
{%- endmacro %}
