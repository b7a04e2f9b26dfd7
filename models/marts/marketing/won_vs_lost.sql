-- What won journeys have that lost ones lack: for each channel, campaign and content the share of both that have
-- it, and the difference with its 95 % interval (Newcombe's, of two Wilson score intervals).
with totals as (

    select
        cast(count(*) filter (where goal = 'won') as double) as won_total,
        cast(count(*) filter (where goal = 'lost') as double) as lost_total
    from {{ ref('int_journeys') }}

),

counts as (

    select
        dimension,
        dimension_value,
        min(dimension_label) as dimension_label,
        count(*) filter (where goal = 'won') as won_count,
        count(*) filter (where goal = 'lost') as lost_count
    from {{ ref('int_journey_traits') }}
    group by dimension, dimension_value

),

spend as (

    select 'channel' as dimension, channel as dimension_value, channel as dimension_label, sum(cost) as cost
    from {{ ref('int_spend') }}
    group by channel
    union all
    select 'campaign', {{ campaign_key_of() }}, min(coalesce(campaign_name, campaign_id)), sum(cost)
    from {{ ref('int_spend') }}
    where {{ campaign_key_of() }} is not null
    group by {{ campaign_key_of() }}

),

shares as (

    select
        coalesce(counts.dimension, spend.dimension) as dimension,
        coalesce(counts.dimension_value, spend.dimension_value) as dimension_value,
        coalesce(spend.dimension_label, counts.dimension_label) as dimension_label,
        coalesce(counts.won_count, 0) as won_count,
        coalesce(counts.lost_count, 0) as lost_count,
        nullif(totals.won_total, 0) as won_total,
        nullif(totals.lost_total, 0) as lost_total,
        spend.cost
    from counts
    full outer join spend on counts.dimension = spend.dimension and counts.dimension_value = spend.dimension_value
    cross join totals

),

bounds as (

    select
        *,
        won_count / won_total as share_of_won,
        lost_count / lost_total as share_of_lost,
        {{ wilson_bound('won_count', 'won_total', '-') }} as won_low,
        {{ wilson_bound('won_count', 'won_total', '+') }} as won_high,
        {{ wilson_bound('lost_count', 'lost_total', '-') }} as lost_low,
        {{ wilson_bound('lost_count', 'lost_total', '+') }} as lost_high
    from shares

),

intervals as (

    select
        *,
        round(share_of_won - share_of_lost - sqrt(power(share_of_won - won_low, 2) + power(lost_high - share_of_lost, 2)), 6) as difference_low,
        round(share_of_won - share_of_lost + sqrt(power(won_high - share_of_won, 2) + power(share_of_lost - lost_low, 2)), 6) as difference_high
    from bounds

)

select
    dimension,
    dimension_value,
    dimension_label,
    won_count,
    cast(won_total as bigint) as won_total,
    lost_count,
    cast(lost_total as bigint) as lost_total,
    round(share_of_won, 6) as share_of_won,
    round(share_of_lost, 6) as share_of_lost,
    round(share_of_won - share_of_lost, 6) as share_difference,
    difference_low,
    difference_high,
    cast(cost as decimal(18, 2)) as cost,
    case
        when difference_low > 0 then 'repeat'
        when difference_low <= 0 and cost > 0 then 'stop'
        when difference_low <= 0 then 'no difference'
    end as advice
from intervals
