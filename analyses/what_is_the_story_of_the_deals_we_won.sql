-- The story of the ten largest deals we won: everything that happened with the account, in order,
-- up to the day it was won.
with largest as (

    select
        deal_id,
        account_id,
        deal_name,
        amount,
        closed_at
    from {{ ref('deals') }}
    where outcome = 'won'
    order by amount desc, deal_id asc
    limit 10

)

select
    largest.deal_name,
    largest.amount,
    timeline.occurred_at,
    timeline.days_since_previous,
    timeline.event_kind,
    timeline.event,
    timeline.contact_title,
    timeline.channel,
    timeline.content,
    timeline.team,
    timeline.direction
from largest
inner join {{ ref('account_timeline') }} as timeline
    on largest.account_id = timeline.account_id and largest.closed_at >= timeline.occurred_at
order by largest.amount desc, largest.deal_id asc, timeline.event_number asc
