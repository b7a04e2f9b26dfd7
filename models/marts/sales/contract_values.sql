{%- set starts_in = var('fiscal_year_starts_in') -%}

-- What a contract is worth a year: the annual value of won deals over their number, by the team that sourced
-- them and for all of them.
with sourced_deals as (

    select
        deals.closed_at,
        deals.amount,
        deals.annual_amount,
        deals.has_term,
        sourcing.sourced_by
    from {{ ref('int_deal_profiles') }} as deals
    inner join {{ ref('deal_sourcing') }} as sourcing on deals.deal_id = sourcing.deal_id
    where deals.outcome = 'won'

),

won_deals as (

    select * from sourced_deals
    union all
    select closed_at, amount, annual_amount, has_term, 'all' as sourced_by from sourced_deals

),

teams as (

    select distinct sourced_by from won_deals

),

values_won as (

    select
        period,
        period_start,
        sourced_by,
        count(*) as won_deal_count,
        count(*) filter (where not has_term) as won_without_term_count,
        sum(amount) as won_value,
        sum(annual_amount) as annual_won_value
    from {{ by_period('won_deals', 'closed_at', starts_in, ['quarter', 'year']) }} as won_deals
    group by period, period_start, sourced_by

)

select
    periods.period,
    periods.period_start,
    teams.sourced_by,
    coalesce(values_won.won_deal_count, 0) as won_deal_count,
    coalesce(values_won.won_without_term_count, 0) as won_without_term_count,
    cast(coalesce(values_won.won_value, 0) as decimal(18, 2)) as won_value,
    cast(coalesce(values_won.annual_won_value, 0) as decimal(18, 2)) as annual_won_value,
    {{ ratio('values_won.annual_won_value', 'values_won.won_deal_count') }} as annual_contract_value
from {{ ref('int_periods') }} as periods
cross join teams
left join values_won
    on
        periods.period = values_won.period
        and periods.period_start = values_won.period_start
        and teams.sourced_by = values_won.sourced_by
where periods.period <> 'month' and (periods.is_complete or periods.is_current)
