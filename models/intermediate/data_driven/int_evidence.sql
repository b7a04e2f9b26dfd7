{{ config(materialized=fitted()) }}

-- How much there is to learn from: closed deals, and what has to be estimated from them.
with closed as (

    select
        count(*) filter (where is_won) as wins,
        count(*) filter (where not is_won) as losses
    from {{ ref('int_journey_features') }}
    where is_won is not null

),

coefficients as (

    select 'markov' as learner, count(*) as coefficient_count
    from {{ ref('int_channel_factors') }}
    where deals > 0
    union all
    select 'win_model', count(*)
    from {{ ref('int_win_factors') }}

)

select
    coefficients.learner,
    closed.wins,
    closed.losses,
    coefficients.coefficient_count,
    closed.wins >= {{ minimum_data('wins') }}
    and closed.losses >= {{ minimum_data('losses') }}
    and closed.wins >= {{ minimum_data('wins_per_coefficient') }} * coefficients.coefficient_count as is_enough
from coefficients
cross join closed
