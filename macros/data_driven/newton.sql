{#- The coefficients of a logistic regression with a quadratic penalty, by `steps` steps of Newton's
    method from those of the relation `start` (fold, factor_number, coefficient). Reads the model's
    relations `design` and `penalties`. A fold is fitted on the deals outside it, fold 0 on all. -#}
{% macro newton(start, steps) -%}
products as (

    select
        lines.sample_number,
        lines.factor_number as line_number,
        cells.factor_number as cell_number,
        lines.amount * cells.amount as product
    from design as lines
    inner join design as cells
        on lines.sample_number = cells.sample_number and lines.factor_number <= cells.factor_number
    union all
    -- cell 0 of a line is its right-hand side
    select sample_number, factor_number, 0, amount
    from design

),
{% for step in range(1, steps + 1) %}
{{ newton_step('step_' ~ (step - 1) if step > 1 else start, 'step_' ~ step, start) }}{{ ',' if not loop.last }}
{% endfor %}
{%- endmacro %}


{#- One step, as reweighted least squares: the next coefficients solve X'WX b = X'(W logit + y - p). -#}
{% macro newton_step(before, after, start) -%}
chances_{{ after }} as {{ materialized() }} (

    select
        fold,
        sample_number,
        {{ probability('logit') }} as chance,
        logit,
        is_won
    from ({{ logits(before) }}) as logits

),

sums_{{ after }} as {{ materialized() }} (

    select
        chances.fold,
        products.line_number,
        products.cell_number,
        {{ exact_sum("products.product * (
            chances.chance * (1 - chances.chance) * case when products.cell_number = 0 then chances.logit else 1 end
            + case when products.cell_number = 0 then cast(chances.is_won as integer) - chances.chance else 0 end
        )") }} as cell
    from products
    inner join chances_{{ after }} as chances on products.sample_number = chances.sample_number
    group by chances.fold, products.line_number, products.cell_number

),

{{ after }} as {{ materialized() }} (

    {{ solved('sums_' ~ after, start) }}

)
{%- endmacro %}


{#- The logit of every deal by some coefficients, of the deals that these were fitted on, or of the others. -#}
{% macro logits(coefficients, is_inside=false) -%}
    select
        coefficients.fold,
        design.sample_number,
        design.is_won,
        {{ exact_sum('design.amount * coefficients.coefficient') }} as logit
    from design
    inner join {{ coefficients }} as coefficients
        on
            design.factor_number = coefficients.factor_number
            and {{ 'coefficients.fold = ' if is_inside else '(coefficients.fold = 0 or coefficients.fold <> ' -}}
            design.sample_number % {{ sample_size('folds') }} + 1{{ ')' if not is_inside }}
    group by coefficients.fold, design.sample_number, design.is_won
{%- endmacro %}


{#- The solution of the equations whose cells are `sums` (of a symmetric matrix one half) and penalties. -#}
{% macro solved(sums, start) -%}
    {{ items_of('(' ~ solutions(sums, start) ~ ')', 'solution', 'coefficient', 'factor_number', ['fold']) }}
{%- endmacro %}


{% macro solutions(sums, start) -%}
    select fold, {{ matrix_times(inverse('matrix'), 'responses') }} as solution
    from (
        select fold, {{ list_of('line', 'line_number') }} as matrix, {{ list_of('response', 'line_number') }} as responses
        from (
            select
                folds.fold,
                penalties.line_number,
                {{ list_of('coalesce(sums.cell, 0) + penalties.penalty', 'penalties.cell_number', 'penalties.cell_number > 0') }} as line,
                max(case when penalties.cell_number = 0 then coalesce(sums.cell, 0) end) as response
            from penalties
            cross join (select distinct fold from {{ start }}) as folds
            left join {{ sums }} as sums
                on
                    folds.fold = sums.fold
                    and penalties.first_number = sums.line_number
                    and penalties.second_number = sums.cell_number
            group by folds.fold, penalties.line_number
        ) as lines
        group by fold
    ) as equations
{%- endmacro %}


{#- What keeps coefficients small: every cell of the equations, with the cell of one half of the
    symmetric matrix that holds its sum. Wanted is nothing (ridge); where wins per channel are few,
    channels are drawn to their mean instead. -#}
{% macro penalties(factors) -%}
    select
        lines.factor_number as line_number,
        cells.factor_number as cell_number,
        case when cells.factor_number = 0 then lines.factor_number else least(lines.factor_number, cells.factor_number) end as first_number,
        case when cells.factor_number = 0 then 0 else greatest(lines.factor_number, cells.factor_number) end as second_number,
        case
            when lines.factor_number <> cells.factor_number then 0
            when lines.kind = 'intercept' then 1e-9
            when lines.kind = 'channel' and {{ is_pooled('lines') }} then 10
            else 1
        end
        - case when lines.kind = 'channel' and cells.kind = 'channel' and {{ is_pooled('lines') }} then 9e0 / lines.channel_count else 0 end
            as penalty
    from {{ factors }} as lines
    cross join (
        select factor_number, kind from {{ factors }}
        union all
        select 0, 'response'
    ) as cells
{%- endmacro %}


{#- Whether wins are so few per channel that channels say more together than each alone. -#}
{% macro is_pooled(factors) -%}
    {{ factors }}.wins < {{ minimum_data('wins_per_channel') }} * {{ factors }}.channel_count
{%- endmacro %}
