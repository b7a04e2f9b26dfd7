{%- set starts_in = var('fiscal_year_starts_in') -%}

-- Why deals were lost: every reason's part of a period's losses, and how that part has changed.
with lost_deals as (

    select
        loss_reason,
        amount,
        closed_at
    from {{ ref('int_deal_profiles') }}
    where outcome = 'lost'

),

losses as (

    select
        period,
        period_start,
        loss_reason,
        count(*) as lost_deal_count,
        sum(amount) as lost_value
    from {{ by_period('lost_deals', 'closed_at', starts_in) }} as lost_deals
    group by period, period_start, loss_reason

),

reasons as (

    select distinct loss_reason from lost_deals

),

filled as (

    select
        periods.period,
        periods.period_start,
        periods.previous_period_start,
        reasons.loss_reason,
        coalesce(losses.lost_deal_count, 0) as lost_deal_count,
        cast(coalesce(losses.lost_value, 0) as decimal(18, 2)) as lost_value,
        cast(sum(coalesce(losses.lost_deal_count, 0)) over one_period as bigint) as all_lost_deal_count,
        cast(sum(coalesce(losses.lost_value, 0)) over one_period as decimal(18, 2)) as all_lost_value
    from {{ ref('int_periods') }} as periods
    cross join reasons
    left join losses
        on
            periods.period = losses.period
            and periods.period_start = losses.period_start
            and reasons.loss_reason = losses.loss_reason
    where periods.is_complete or periods.is_current
    window one_period as (partition by periods.period, periods.period_start)

),

shares as (

    select
        *,
        {{ ratio('lost_deal_count', 'all_lost_deal_count') }} as loss_share,
        {{ ratio('lost_value', 'all_lost_value') }} as lost_value_share
    from filled

)

select
    shares.period,
    shares.period_start,
    shares.loss_reason,
    shares.lost_deal_count,
    shares.lost_value,
    shares.all_lost_deal_count,
    shares.all_lost_value,
    shares.loss_share,
    shares.lost_value_share,
    previous.loss_share as previous_loss_share,
    round(shares.loss_share - previous.loss_share, 6) as loss_share_change
from shares
left join shares as previous
    on
        shares.period = previous.period
        and shares.previous_period_start = previous.period_start
        and shares.loss_reason = previous.loss_reason
