{%- set lookback_days = var('lookback_days') -%}

-- One row per journey: an occurrence of a goal, the window its touches may lie in, and the
-- milestones inside that window.
with conversions as (

    select * from {{ ref('int_conversions') }}

),

previous_wins as (

    select
        conversions.goal,
        conversions.occurrence_id,
        max(deals.closed_at) as previous_win_at
    from conversions
    inner join {{ ref('int_deals') }} as deals
        on
            conversions.account_id = deals.account_id
            and deals.outcome = 'won'
            and conversions.converted_at > deals.closed_at
    where {{ 'true' if var('touch_reuse') == 'since_previous_win' else 'false' }}
    group by conversions.goal, conversions.occurrence_id

),

windows as (

    select
        conversions.*,
        greatest(
            conversions.converted_at
            - coalesce(conversions.lookback_days, {{ lookback_days if lookback_days is not none else 'null' }})
            * interval '1' day,
            previous_wins.previous_win_at + interval '1' microsecond
        ) as starts_at
    from conversions
    left join previous_wins
        on
            conversions.goal = previous_wins.goal
            and conversions.occurrence_id = previous_wins.occurrence_id

),

milestones as (

    select
        windows.goal,
        windows.occurrence_id,
        min(contacts.lead_created_at) filter (
            where contacts.lead_created_at >= coalesce(windows.starts_at, contacts.lead_created_at)
            and {{ is_not_after('contacts.lead_created_at', 'windows.converted_at') }}
        ) as lead_created_at,
        min(contacts.mql_at) filter (
            where contacts.mql_at >= coalesce(windows.starts_at, contacts.mql_at)
            and {{ is_not_after('contacts.mql_at', 'windows.converted_at') }}
        ) as mql_at
    from windows
    inner join {{ ref('int_contacts') }} as contacts on windows.account_id = contacts.account_id
    where contacts.lead_created_at is not null or contacts.mql_at is not null
    group by windows.goal, windows.occurrence_id

)

select
    windows.goal,
    windows.goal || ':' || windows.occurrence_id as journey_id,
    windows.occurrence_id,
    windows.account_id,
    windows.contact_id,
    windows.deal_id,
    windows.starts_at,
    windows.converted_at,
    windows.journey_value,
    case when milestones.lead_created_at > windows.converted_at then windows.converted_at else milestones.lead_created_at end as lead_created_at,
    case when milestones.mql_at > windows.converted_at then windows.converted_at else milestones.mql_at end as mql_at,
    deals.created_at as opportunity_created_at,
    case when windows.event in ('deal_won', 'deal_lost') then windows.converted_at end as closed_at
from windows
left join milestones
    on windows.goal = milestones.goal and windows.occurrence_id = milestones.occurrence_id
left join {{ ref('int_deals') }} as deals on windows.deal_id = deals.deal_id
