-- How does marketing help bring in clients? Year by year: what marketing began (sourced), in which wins it took part
-- (touched), and what it earned by a rule that shares credit evenly (linear). What it began is of new business, the rest of all wins.
with sourced as (

    select
        period_start as year,
        all_teams_deal_count as new_business_won,
        all_teams_value as new_business_value,
        marketing_deal_count as begun_by_marketing,
        marketing_value_share as share_of_new_business_begun
    from {{ ref('sourced_revenue') }}
    where period = 'year' and dimension = 'all'

),

touched as (

    select
        {{ period_start('converted_at', 'year', var('fiscal_year_starts_in')) }} as year,
        count(*) as all_won,
        count(*) filter (where marketing_touch_count > 0) as touched_by_marketing,
        {{ ratio('sum(marketing_touch_count)', 'sum(touch_count)') }} as marketing_share_of_touches
    from {{ ref('journeys') }}
    where goal = 'won'
    group by {{ period_start('converted_at', 'year', var('fiscal_year_starts_in')) }}

),

credited as (

    select
        {{ period_start('month', 'year', var('fiscal_year_starts_in')) }} as year,
        sum(credited_value) filter (where team = 'marketing') as value_credited_to_marketing,
        {{ ratio("sum(credited_value) filter (where team = 'marketing')", 'sum(credited_value)') }} as share_of_all_value_credited
    from {{ ref('attribution_by_team') }}
    where goal = 'won' and rule = 'linear'
    group by {{ period_start('month', 'year', var('fiscal_year_starts_in')) }}

)

select
    sourced.*,
    touched.all_won,
    touched.touched_by_marketing,
    touched.marketing_share_of_touches,
    credited.value_credited_to_marketing,
    credited.share_of_all_value_credited
from sourced
left join touched on sourced.year = touched.year
left join credited on sourced.year = credited.year
order by sourced.year desc
