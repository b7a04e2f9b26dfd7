-- What should stop, and what money would it save? Channels and campaigns that cost something in the last year and are not shown to be
-- more often in won journeys than in lost ones. Read the evidence first: "less often" speaks against it, the others do not speak for it.
-- A channel's money holds that of its campaigns: never add the two up.
with last_day as (

    select max(spend_date) as last_day
    from {{ ref('spend') }}

),

last_year as (

    select
        spend.channel,
        {{ campaign_key_of('spend') }} as campaign_key,
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
        campaign_key,
        sum(cost)
    from last_year
    group by campaign_key

)

select
    verdicts.dimension,
    verdicts.dimension_label as what,
    saved.cost_of_last_year as saves_a_year,
    case
        when verdicts.difference_high < 0 then 'less often in won journeys'
        when verdicts.won_count + verdicts.lost_count = 0 then 'in no closed journey so far'
        else 'no difference shown'
    end as evidence,
    verdicts.share_of_won,
    verdicts.share_of_lost,
    verdicts.difference_low,
    verdicts.difference_high
from {{ ref('won_vs_lost') }} as verdicts
inner join saved
    on verdicts.dimension = saved.dimension and verdicts.dimension_value = saved.dimension_value
where verdicts.advice = 'stop' and saved.cost_of_last_year > 0
order by verdicts.dimension desc, saves_a_year desc, what asc
