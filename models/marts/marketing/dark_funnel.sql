-- What buyers say brought them, beside the first touch that we saw, for the deals whose buyer said something.
with deals as (

    select
        deals.created_at,
        deals.amount,
        said.channel as declared_channel,
        coalesce(journeys.first_channel, 'Unattributed') as tracked_channel
    from {{ ref('declared_sources') }} as said
    inner join {{ ref('int_deals') }} as deals on said.deal_id = deals.deal_id
    inner join {{ ref('journeys') }} as journeys on said.journey_id = journeys.journey_id
    where said.goal = 'opportunity' and said.declared_by = 'self_reported' and said.declared_source is not null

),

-- each deal once for the channel that was said, and once for the one that was seen
channels as (

    select
        created_at,
        declared_channel as channel,
        1 as declared,
        0 as tracked,
        case when declared_channel = tracked_channel then 1 else 0 end as agreeing,
        amount as declared_value,
        0 as tracked_value
    from deals
    union all
    select created_at, tracked_channel, 0, 1, 0, 0, amount
    from deals

),

figures as (

    select
        period,
        period_start,
        channel,
        cast(sum(declared) as bigint) as declared_deal_count,
        cast(sum(tracked) as bigint) as tracked_deal_count,
        cast(sum(agreeing) as bigint) as agreeing_deal_count,
        cast(sum(declared_value) as decimal(18, 2)) as declared_value,
        cast(sum(tracked_value) as decimal(18, 2)) as tracked_value
    from {{ by_period('channels', 'created_at', var('fiscal_year_starts_in')) }} as channels
    group by period, period_start, channel

),

totals as (

    select
        period,
        period_start,
        cast(sum(declared_deal_count) as bigint) as answered_deal_count,
        cast(sum(declared_value) as decimal(18, 2)) as answered_value
    from figures
    group by period, period_start

)

select
    figures.period,
    figures.period_start,
    figures.channel,
    totals.answered_deal_count,
    figures.declared_deal_count,
    {{ ratio('figures.declared_deal_count', 'totals.answered_deal_count') }} as declared_share,
    figures.tracked_deal_count,
    {{ ratio('figures.tracked_deal_count', 'totals.answered_deal_count') }} as tracked_share,
    figures.agreeing_deal_count,
    {{ ratio('figures.agreeing_deal_count', 'figures.declared_deal_count') }} as agreement_rate,
    totals.answered_value,
    figures.declared_value,
    figures.tracked_value,
    {{ ratio('figures.declared_value - figures.tracked_value', 'totals.answered_value') }} as value_gap
from figures
inner join totals on figures.period = totals.period and figures.period_start = totals.period_start
