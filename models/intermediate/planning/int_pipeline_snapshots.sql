{%- set starts_in = var('fiscal_year_starts_in') -%}

-- The pipeline at each snapshot: the deals open then, the stage each was in, when it is expected to close, and
-- how often deals were won once they had been in that stage.
with expected_deals as (

    select
        *,
        coalesce(expected_close_date, cast(closed_at as date)) as last_expected_on
    from {{ ref('int_deal_profiles') }}

),

open_deals as (

    select
        snapshots.snapshot_at,
        snapshots.is_now,
        deals.deal_id,
        deals.outcome,
        deals.closed_at,
        deals.amount,
        -- a date that has gone by is expected now
        case when deals.last_expected_on is not null then greatest(deals.last_expected_on, cast(snapshots.snapshot_at as date)) end as expected_on
    from {{ ref('int_snapshots') }} as snapshots
    inner join expected_deals as deals
        on
            (snapshots.is_now and deals.outcome = 'open')
            or (
                not snapshots.is_now
                and snapshots.snapshot_at > deals.created_at
                and (deals.outcome = 'open' or snapshots.snapshot_at <= deals.closed_at)
            )

),

staged_deals as (

    select
        open_deals.snapshot_at,
        open_deals.is_now,
        open_deals.deal_id,
        max_by(stages.stage, stages.stage_number) as stage
    from open_deals
    inner join {{ ref('int_deal_stages') }} as stages
        on open_deals.deal_id = stages.deal_id and (open_deals.is_now or open_deals.snapshot_at > stages.entered_at)
    group by open_deals.snapshot_at, open_deals.is_now, open_deals.deal_id

),

chances as (

    select
        open_deals.*,
        staged_deals.stage,
        coalesce(
            {{ ratio('stage_rates.won_deal_count', 'stage_rates.closed_deal_count') }},
            {{ ratio('all_rates.won_deal_count', 'all_rates.closed_deal_count') }}
        ) as stage_win_rate
    from open_deals
    left join staged_deals
        on
            open_deals.snapshot_at = staged_deals.snapshot_at
            and open_deals.is_now = staged_deals.is_now
            and open_deals.deal_id = staged_deals.deal_id
    left join {{ ref('int_stage_win_rates') }} as stage_rates
        on
            open_deals.snapshot_at = stage_rates.snapshot_at
            and open_deals.is_now = stage_rates.is_now
            and staged_deals.stage = stage_rates.stage
    left join {{ ref('int_stage_win_rates') }} as all_rates
        on
            open_deals.snapshot_at = all_rates.snapshot_at
            and open_deals.is_now = all_rates.is_now
            and all_rates.stage is null

)

select
    snapshot_at,
    is_now,
    deal_id,
    outcome,
    closed_at,
    amount,
    stage,
    {{ period_start('expected_on', 'month', starts_in) }} as expected_month,
    {{ period_start('expected_on', 'quarter', starts_in) }} as expected_quarter,
    stage_win_rate,
    cast(amount * cast(stage_win_rate as decimal(9, 6)) as decimal(18, 2)) as weighted_amount
from chances
