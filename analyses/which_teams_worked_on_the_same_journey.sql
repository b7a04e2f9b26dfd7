-- Which sales and marketing teams worked on the same journey? Won and lost deals by the teams that touched them: do
-- the ones where both did end better?
with deals as (

    select
        journeys.goal,
        journeys.journey_value,
        case when journeys.marketing_touch_count > 0 then 'marketing' else '' end as marketing,
        case when journeys.sales_development_touch_count > 0 then 'sales development' else '' end as sales_development,
        case when journeys.sales_touch_count > 0 then 'sales' else '' end as sales,
        journeys.touch_count,
        journeys.marketing_touch_count,
        journeys.sales_development_touch_count,
        journeys.sales_touch_count
    from {{ ref('journeys') }} as journeys
    where journeys.goal in ('won', 'lost')

)

select
    coalesce(nullif(concat_ws(' + ', nullif(marketing, ''), nullif(sales_development, ''), nullif(sales, '')), ''), 'nobody seen') as teams,
    count(*) filter (where goal = 'won') as won_deals,
    count(*) filter (where goal = 'lost') as lost_deals,
    {{ ratio("count(*) filter (where goal = 'won')", 'count(*)') }} as win_rate,
    sum(journey_value) filter (where goal = 'won') as won_value,
    {{ ratio('sum(marketing_touch_count)', 'count(*)') }} as marketing_touches_each,
    {{ ratio('sum(sales_development_touch_count)', 'count(*)') }} as sales_development_touches_each,
    {{ ratio('sum(sales_touch_count)', 'count(*)') }} as sales_touches_each
from deals
group by marketing, sales_development, sales
order by won_deals desc, lost_deals desc, teams asc
