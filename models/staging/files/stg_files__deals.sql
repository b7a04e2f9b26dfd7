{{ config(enabled=is_connected('files')) }}

with accepted as (

    select
        *,
        lower(outcome) as deal_outcome,
        {{ as_milestone('closed_at', 'closed_at_is_date_only') }} as closed_time,
        expected_close_date as expected_date
    from {{ ref('base_files__deals') }}
    where rejected_reason is null

)

select
    ---------- ids
    deal_id,
    account_id,
    primary_campaign_id,

    ---------- the deal
    deal_name,
    lower(deal_type) as deal_type,
    stage,
    deal_outcome as outcome,
    amount,
    upper(currency) as currency,
    term_months,
    -- 60 and 0.6 both mean 60 %
    probability
    / case when probability > 1 then 100 else 1 end as probability,
    owner,
    lead_source,
    self_reported_source,
    loss_reason,
    competitor,
    'files' as source_system,

    ---------- timestamps
    -- created and closed on one day, of which only the date is known: created first
    case when deal_outcome = 'open' then {{ as_milestone('created_at', 'created_at_is_date_only') }}
        else least({{ as_milestone('created_at', 'created_at_is_date_only') }}, closed_time)
    end as created_at,
    -- the close date of an open deal is what somebody expects, not an event
    case when deal_outcome = 'open' then coalesce(expected_date, cast(closed_time as date)) else expected_date end
        as expected_close_date,
    case when deal_outcome <> 'open' then closed_time end as closed_at
from accepted
