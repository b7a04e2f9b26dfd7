-- What should stop, and what money would it save? Channels, campaigns and content that cost something in the last year and
-- are not seen more often in won journeys than in lost ones; what they cost in that year is what stopping saves.
with last_day as (

    select max(spend_date) as last_day
    from {{ ref('spend') }}

),

last_year as (

    select
        spend.channel,
        coalesce(spend.campaign_id, spend.campaign_name) as campaign,
        spend.cost
    from {{ ref('spend') }} as spend
    cross join last_day
    where spend.spend_date > last_day.last_day - interval '365' day

),

saved as (

    select
        'channel' as dimension,
        channel as dimension_value,
        sum(cost) as cost_of_last_year
    from last_year
    group by channel
    union all
    select
        'campaign',
        campaign,
        sum(cost)
    from last_year
    group by campaign

)

select
    verdicts.dimension,
    coalesce(campaigns.campaign_name, verdicts.dimension_value) as what,
    saved.cost_of_last_year as saves_a_year,
    verdicts.share_of_won,
    verdicts.share_of_lost,
    verdicts.difference_low,
    verdicts.difference_high
from {{ ref('won_vs_lost') }} as verdicts
left join saved
    on verdicts.dimension = saved.dimension and verdicts.dimension_value = saved.dimension_value
left join {{ ref('campaigns') }} as campaigns
    on verdicts.dimension = 'campaign' and verdicts.dimension_value = campaigns.campaign_id
where verdicts.advice = 'stop'
order by saves_a_year desc nulls last, verdicts.dimension asc, what asc
