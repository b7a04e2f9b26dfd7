{%- set starts_in = var('fiscal_year_starts_in') -%}

-- What the pipeline earns a day: new opportunities x win rate x annual contract value / days of a won cycle.
with won_deals as (

    select
        {{ period_start('closed_at', 'quarter', starts_in) }} as period_start,
        segment,
        annual_amount,
        days_to_close
    from {{ ref('int_deal_profiles') }}
    where outcome = 'won'

),

cycles as (

    select
        period_start,
        segment,
        sum(annual_amount) as annual_won_value,
        percentile_cont(0.5) within group (order by days_to_close) as cycle_days
    from (
        select * from won_deals
        union all
        select period_start, 'all' as segment, annual_amount, days_to_close from won_deals
    ) as won
    group by period_start, segment

),

factors as (

    select
        rates.period_start,
        rates.dimension_value as segment,
        rates.created_deal_count,
        rates.won_deal_count,
        rates.lost_deal_count,
        cast(coalesce(cycles.annual_won_value, 0) as decimal(18, 2)) as annual_won_value,
        rates.win_rate,
        {{ ratio('cycles.annual_won_value', 'rates.won_deal_count') }} as annual_contract_value,
        round(cycles.cycle_days, 6) as cycle_days
    from {{ ref('win_rates') }} as rates
    left join cycles on rates.period_start = cycles.period_start and rates.dimension_value = cycles.segment
    where rates.period = 'quarter' and rates.dimension in ('all', 'segment')

)

select
    *,
    {{ ratio('created_deal_count * win_rate * annual_contract_value', 'cycle_days') }} as sales_velocity
from factors
