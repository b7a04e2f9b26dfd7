-- What the deals open now are likely to bring: each counts with how often deals were won from its stage, in the
-- month in which it is expected to close; a month that has gone by is the current one.
select
    deals.expected_month,
    sourcing.sourcing_channel,
    count(*) as open_deal_count,
    cast(sum(deals.amount) as decimal(18, 2)) as open_value,
    cast(sum(cast(deals.stage_win_rate as decimal(18, 6))) as double) as forecast_deals,
    cast(sum(deals.weighted_amount) as decimal(18, 2)) as forecast_value
from {{ ref('int_pipeline_snapshots') }} as deals
inner join {{ ref('deal_sourcing') }} as sourcing on deals.deal_id = sourcing.deal_id
where deals.is_now
group by deals.expected_month, sourcing.sourcing_channel
