-- Every kind of period of lead_generation shows every lead, every MQL and all the money that was spent.
with people as (

    select
        count(*) filter (where goal = 'lead') as lead_count,
        count(*) filter (where goal = 'mql') as mql_count
    from {{ ref('int_journeys') }}

),

spend as (

    select coalesce(sum(cost), 0) as cost from {{ ref('int_spend') }}

),

shown as (

    select
        period,
        sum(lead_count) as lead_count,
        sum(mql_count) as mql_count,
        coalesce(sum(cost), 0) as cost
    from {{ ref('lead_generation') }}
    group by period

)

select
    shown.period,
    shown.lead_count as shown_leads,
    people.lead_count,
    shown.mql_count as shown_mqls,
    people.mql_count,
    shown.cost as shown_cost,
    spend.cost as spent
from shown
cross join people
cross join spend
where shown.lead_count <> people.lead_count or shown.mql_count <> people.mql_count or shown.cost <> spend.cost
