{%- set starts_in = var('fiscal_year_starts_in') -%}

-- How good the forecast was: for every quarter that is over, what it said on the first day against what was won.
with open_deals as (

    select
        cast(deals.snapshot_at as date) as period_start,
        sourcing.sourcing_channel,
        deals.amount as open_value,
        deals.weighted_amount as forecast_value,
        0 as won_value,
        0 as new_won_value
    from {{ ref('int_pipeline_snapshots') }} as deals
    inner join {{ ref('deal_sourcing') }} as sourcing on deals.deal_id = sourcing.deal_id
    where not deals.is_now and deals.expected_quarter = cast(deals.snapshot_at as date)

),

won_deals as (

    select
        {{ period_start('deals.closed_at', 'quarter', starts_in) }} as period_start,
        sourcing.sourcing_channel,
        cast(null as decimal(18, 2)) as open_value,
        cast(null as decimal(18, 2)) as forecast_value,
        deals.amount as won_value,
        case when deals.created_at >= {{ period_start('deals.closed_at', 'quarter', starts_in) }} then deals.amount else 0 end as new_won_value
    from {{ ref('int_deal_profiles') }} as deals
    inner join {{ ref('deal_sourcing') }} as sourcing on deals.deal_id = sourcing.deal_id
    where deals.outcome = 'won'

),

by_channel as (

    select * from open_deals
    union all
    select * from won_deals

),

summed as (

    select
        period_start,
        sourcing_channel,
        count(open_value) as open_deal_count,
        sum(open_value) as open_value,
        sum(forecast_value) as forecast_value,
        sum(won_value) as won_value,
        sum(new_won_value) as new_won_value
    from (
        select * from by_channel
        union all
        select period_start, 'all', open_value, forecast_value, won_value, new_won_value from by_channel
    ) as deals
    group by period_start, sourcing_channel

),

channels as (

    select distinct sourcing_channel from summed

),

filled as (

    select
        periods.period_start,
        channels.sourcing_channel,
        coalesce(summed.open_deal_count, 0) as open_deal_count,
        cast(coalesce(summed.open_value, 0) as decimal(18, 2)) as open_value,
        cast(case when coalesce(summed.open_deal_count, 0) = 0 then 0 else summed.forecast_value end as decimal(18, 2)) as forecast_value,
        cast(coalesce(summed.won_value, 0) as decimal(18, 2)) as won_value,
        cast(coalesce(summed.new_won_value, 0) as decimal(18, 2)) as new_won_value
    from {{ ref('int_periods') }} as periods
    cross join channels
    left join summed on periods.period_start = summed.period_start and channels.sourcing_channel = summed.sourcing_channel
    where periods.period = 'quarter' and periods.is_complete

)

select
    *,
    cast(forecast_value - won_value as decimal(18, 2)) as forecast_error,
    {{ ratio('forecast_value - won_value', 'won_value') }} as relative_forecast_error
from filled
