-- Every kind of period of ad_engagement shows all the money that was spent, and audiences show none again:
-- their impressions are counted beside, never among, those of the campaigns.
with spend as (

    select
        coalesce(sum(cost), 0) as cost,
        coalesce(sum(impressions), 0) as impressions
    from {{ ref('int_spend') }}

),

shown as (

    select
        period,
        sum(cost) as cost,
        sum(impressions) as impressions
    from {{ ref('ad_engagement') }}
    group by period

)

select
    shown.period,
    shown.cost as shown_cost,
    spend.cost as spent
from shown
cross join spend
where shown.cost <> spend.cost or shown.impressions <> spend.impressions
