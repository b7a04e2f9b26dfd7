-- Which leads are equal in number and unequal in revenue? Pairs of channels that brought about as many leads (within a
-- quarter) and whose revenue differs most: a count of leads would treat them alike.
with channels as (

    select
        channel,
        sum(credited_conversions) filter (where goal = 'lead') as leads,
        sum(credited_value) filter (where goal = 'won') as revenue
    from {{ ref('attribution_by_channel') }}
    where rule = 'first_touch'
    group by channel
    having sum(credited_conversions) filter (where goal = 'lead') >= 5

)

select
    more.channel as worth_more,
    less.channel as worth_less,
    more.leads as leads_of_the_first,
    less.leads as leads_of_the_second,
    more.revenue as revenue_of_the_first,
    less.revenue as revenue_of_the_second,
    more.revenue - less.revenue as difference,
    {{ ratio('more.revenue', 'more.leads') }} as revenue_per_lead_of_the_first,
    {{ ratio('less.revenue', 'less.leads') }} as revenue_per_lead_of_the_second
from channels as more
inner join channels as less
    on
        more.revenue > less.revenue
        and more.leads between less.leads * 0.8 and less.leads * 1.25
order by difference desc, worth_more asc, worth_less asc
limit 20
