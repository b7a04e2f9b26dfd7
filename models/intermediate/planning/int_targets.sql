-- What was planned: targets, quotas and budgets of the sources; those of the seed where no source gives any
-- of the same metric in the same period.
with given as (

    {{ shape_rows('targets') }}

),

given_metrics as (

    select distinct period_start, period, metric
    from given

),

targets as (

    select
        given.period_start,
        given.period,
        given.metric,
        given.value,
        given.owner,
        given.source_system
    from given
    union all
    select
        seeded.period_start,
        seeded.period,
        seeded.metric,
        seeded.value,
        seeded.owner,
        'seed' as source_system
    from {{ ref('targets') }} as seeded
    left join given_metrics as given
        on
            seeded.period_start = given.period_start
            and seeded.period = given.period
            and seeded.metric = given.metric
    where given.metric is null

)

select
    period_start,
    period,
    lower(metric) as metric,
    owner,
    sum(value) as value,
    min(source_system) as source_system
from targets
group by period_start, period, lower(metric), owner
