-- Every occurrence of a goal: what happened, for whom, when, and what it is worth.
with touches as (

    select * from {{ ref('int_touches') }}

),

contacts as (

    select * from {{ ref('int_contacts') }}

),

deals as (

    select * from {{ ref('int_deals') }}

),

occurrences as (

    select
        'lead_created' as event,
        contact_id as occurrence_id,
        account_id,
        contact_id,
        cast(null as string) as deal_id,
        cast(null as string) as deal_type,
        lead_created_at as converted_at,
        cast(0 as decimal(18, 2)) as amount
    from contacts
    where lead_created_at is not null
    union all
    select 'mql_reached', contact_id, account_id, contact_id, null, null, mql_at, 0
    from contacts
    where mql_at is not null
    union all
    select 'meeting_held', touch_id, account_id, contact_id, null, null, {{ as_milestone('touched_at', 'is_date_only') }}, 0
    from touches
    where is_meeting and not is_repeated
    union all
    select 'deal_created', deal_id, account_id, null, deal_id, deal_type, created_at, amount
    from deals
    union all
    select 'deal_won', deal_id, account_id, null, deal_id, deal_type, closed_at, amount
    from deals
    where outcome = 'won'
    union all
    select 'deal_lost', deal_id, account_id, null, deal_id, deal_type, closed_at, amount
    from deals
    where outcome = 'lost'

)

select
    goals.goal,
    goals.event,
    occurrences.occurrence_id,
    occurrences.account_id,
    occurrences.contact_id,
    occurrences.deal_id,
    occurrences.converted_at,
    occurrences.amount as journey_value,
    goals.lookback_days
from occurrences
inner join {{ ref('goals') }} as goals
    on
        occurrences.event = goals.event
        and coalesce(goals.deal_type, occurrences.deal_type, '') = coalesce(occurrences.deal_type, '')
