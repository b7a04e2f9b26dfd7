{{ config(materialized=fitted()) }}

-- The model of the win probability: a logistic regression of won against lost on all closed deals, or on a
-- sample of them.
{%- set steps = 7 %}
with factors as (

    select * from {{ ref('int_win_factors') }}

),

design as (

    select * from {{ ref('int_win_design') }}

),

penalties as (

    {{ penalties('factors') }}

),

start as (

    select
        0 as fold,
        factor_number,
        case when kind = 'intercept' then ln((wins + 0.5) / (losses + 0.5)) else 0 end as coefficient
    from factors

),

{{ newton('start', steps) }} -- noqa: PRS

select
    factors.factor_number,
    factors.kind,
    factors.level,
    -- what is closer to 0 than the fit is exact is 0
    case when abs(step_{{ steps }}.coefficient) < 1e-8 then 0 else round(step_{{ steps }}.coefficient, 12) end as coefficient
from step_{{ steps }}
inner join factors on step_{{ steps }}.factor_number = factors.factor_number
