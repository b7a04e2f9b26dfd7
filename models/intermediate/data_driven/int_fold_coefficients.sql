{{ config(materialized=fitted()) }}

-- The win model once more without each fifth of a sample of the deals, from where all deals led: whether it
-- can tell what it has not seen, and whether its signs hold.
{%- set steps = 2 %}
with factors as (

    select * from {{ ref('int_win_factors') }}

),

design as (

    select * from {{ ref('int_win_design') }}
    where sample_number <= {{ sample_size('folds_sample') }}

),

penalties as (

    {{ penalties('factors') }}

),

folds as (

    select {{ numbers_to(sample_size('folds')) }} as fold

),

start as (

    select
        folds.fold,
        coefficients.factor_number,
        coefficients.coefficient
    from {{ ref('int_win_coefficients') }} as coefficients
    cross join folds

),

{{ newton('start', steps) }} -- noqa: PRS

select
    step_{{ steps }}.fold,
    factors.factor_number,
    factors.kind,
    factors.level,
    round(step_{{ steps }}.coefficient, 12) as coefficient
from step_{{ steps }}
inner join factors on step_{{ steps }}.factor_number = factors.factor_number
