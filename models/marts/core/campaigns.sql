-- A campaign is what touches or spend name as one; without an id its name is its id.
with touches as (

    select
        coalesce(campaign_id, campaign_name) as campaign_id,
        min(campaign_name) as campaign_name,
        count(*) as touch_count,
        count(distinct account_id) as account_count,
        min(touched_at) as first_touched_at,
        max(touched_at) as last_touched_at
    from {{ ref('int_touches') }}
    where coalesce(campaign_id, campaign_name) is not null
    group by coalesce(campaign_id, campaign_name)

),

spend as (

    select
        coalesce(campaign_id, campaign_name) as campaign_id,
        min(campaign_name) as campaign_name,
        min(platform) as platform,
        sum(cost) as cost,
        sum(impressions) as impressions,
        sum(clicks) as clicks
    from {{ ref('int_spend') }}
    where coalesce(campaign_id, campaign_name) is not null
    group by coalesce(campaign_id, campaign_name)

)

select
    coalesce(touches.campaign_id, spend.campaign_id) as campaign_id,
    coalesce(spend.campaign_name, touches.campaign_name) as campaign_name,
    spend.platform,
    coalesce(touches.touch_count, 0) as touch_count,
    coalesce(touches.account_count, 0) as account_count,
    touches.first_touched_at,
    touches.last_touched_at,
    cast(spend.cost as decimal(18, 2)) as cost,
    cast(spend.impressions as bigint) as impressions,
    cast(spend.clicks as bigint) as clicks
from touches
full outer join spend on touches.campaign_id = spend.campaign_id
