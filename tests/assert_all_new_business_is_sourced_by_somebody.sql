-- Every kind of period of sourced_pipeline shows all new business once, and its share that is won since is the
-- revenue that sourced_revenue shows, whatever its periods: by team no deal is lost and none counted twice.
with deals as (

    select
        coalesce(sum(amount), 0) as created_value,
        coalesce(sum(amount) filter (where outcome = 'won'), 0) as won_value,
        coalesce(sum(amount) filter (where outcome = 'won' and sourced_by = 'marketing'), 0) as marketing_value
    from {{ ref('new_business') }}

),

pipeline as (

    select
        period,
        sum(all_teams_value) as created_value,
        sum(converted_value) as converted_value
    from {{ ref('sourced_pipeline') }}
    where dimension = 'all'
    group by period

),

revenue as (

    select
        period,
        sum(all_teams_value) as won_value,
        sum(marketing_value) as marketing_value
    from {{ ref('sourced_revenue') }}
    where dimension = 'all'
    group by period

)

select
    pipeline.period,
    pipeline.created_value as shown_created,
    deals.created_value,
    revenue.won_value as shown_won,
    deals.won_value
from pipeline
cross join deals
left join revenue on pipeline.period = revenue.period
where
    pipeline.created_value <> deals.created_value
    or pipeline.converted_value <> deals.marketing_value
    or coalesce(revenue.won_value, 0) <> deals.won_value
    or coalesce(revenue.marketing_value, 0) <> deals.marketing_value
