{{ config(enabled=is_connected('salesforce')) }}

with users as ({{ salesforce_records('user', ['id', 'name']) }}),

stage_entries as ({{ salesforce_stage_entries() }}),

opportunities as (

    select
        *,
        case when not is_closed then 'open' when is_won then 'won' else 'lost' end as outcome,
        cast(close_date as timestamp) as close_day
    from {{ ref('base_salesforce__opportunity') }}
    where rejected_reason is null

),

-- the close date is a day that somebody typed; the history may know when on that day
closings as (

    select
        opportunities.id,
        max(stage_entries.entered_at) as closed_at
    from opportunities
    inner join stage_entries
        on opportunities.id = stage_entries.opportunity_id and opportunities.stage_name = stage_entries.stage_name
    where opportunities.close_date = cast(stage_entries.entered_at as date)
    group by opportunities.id

),

deals as (

    select
        opportunities.*,
        case when outcome <> 'open' then coalesce(closings.closed_at, {{ as_milestone('close_day', 'true') }}) end as closed_at
    from opportunities
    left join closings on opportunities.id = closings.id

)

select
    ---------- ids
    deals.id as deal_id,
    deals.account_id,
    deals.campaign_id as primary_campaign_id,

    ---------- the deal
    deals.name as deal_name,
    {{ salesforce_deal_type('deals.type') }} as deal_type,
    deals.stage_name as stage,
    deals.outcome,
    deals.amount,
    upper(deals.currency_iso_code) as currency,
    {{ read_text('deals.term_months_c', 'bigint') }} as term_months,
    deals.probability / 100 as probability,
    users.name as owner,
    deals.lead_source,
    deals.self_reported_source_c as self_reported_source,
    deals.loss_reason_c as loss_reason,
    deals.competitor_c as competitor,
    'salesforce' as source_system,

    ---------- timestamps
    -- a deal that was entered after it was closed was created by then
    least(deals.created_date, coalesce(deals.closed_at, deals.created_date)) as created_at,
    case when deals.outcome = 'open' then deals.close_date end as expected_close_date,
    deals.closed_at
from deals
left join users on deals.owner_id = users.id
