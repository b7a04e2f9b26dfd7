-- Where are accounts in their journey now? Open deals beside the median of those we won: how much of the usual time and of
-- the usual touches they have had, and how warm their account is. Late and cold ones first.
select
    accounts.account_name,
    open_journeys.stage,
    open_journeys.amount,
    round(open_journeys.days_so_far) as days_so_far,
    open_journeys.days_share as share_of_the_usual_days,
    open_journeys.touch_count as touches,
    open_journeys.touches_share as share_of_the_usual_touches,
    engagement.engagement_state as state,
    engagement.engagement_score as score,
    round(engagement.days_since_last_touch) as days_of_silence
from {{ ref('open_journeys') }} as open_journeys
inner join {{ ref('accounts') }} as accounts on open_journeys.account_id = accounts.account_id
left join {{ ref('account_engagement') }} as engagement on open_journeys.account_id = engagement.account_id
order by engagement.engagement_state = 'cold' desc, open_journeys.days_share desc nulls last, open_journeys.deal_id asc
