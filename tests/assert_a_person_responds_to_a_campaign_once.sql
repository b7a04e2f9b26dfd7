-- Of the responses of one person to one campaign, which several systems may have and which a merged
-- lead and contact may have twice, at most one can count.
select
    touches.contact_id,
    coalesce(touches.campaign_id, {{ campaign_key('touches.campaign_name') }}) as campaign,
    count(*) as responses
from {{ ref('int_touches') }} as touches
where
    {{ as_name('touches.raw_touch_type') }} = 'campaign_response'
    and touches.contact_id is not null
    and coalesce(touches.campaign_id, touches.campaign_name) is not null
    and touches.exclusion is null
group by touches.contact_id, coalesce(touches.campaign_id, {{ campaign_key('touches.campaign_name') }})
having count(*) > 1
