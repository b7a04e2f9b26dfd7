-- What has to happen before revenue, each time that it did: leads, qualified leads, meetings, opportunities, wins.
select distinct
    case conversions.event
        when 'lead_created' then 'lead'
        when 'mql_reached' then 'mql'
        when 'meeting_held' then 'meeting'
        when 'deal_created' then 'opportunity'
        when 'deal_won' then 'won'
    end as step,
    conversions.occurrence_id,
    coalesce(accounts.segment, 'unknown') as segment,
    conversions.converted_at as reached_at
from {{ ref('int_conversions') }} as conversions
left join {{ ref('int_accounts') }} as accounts on conversions.account_id = accounts.account_id
where conversions.event <> 'deal_lost'
