select
    day as date,
    numeric_id('1202002', campaign + 1) as ad_id,
    md5(cast(campaign as varchar) || day) as _fivetran_id,
    action_type,
    value,
    synced(cast(day as timestamp) + interval 25 hour, number) as _fivetran_synced
from (
    select
        daily_spend.*,
        unnest(['post_reaction', 'comment', 'post', 'like', 'link_click']) as action_type,
        unnest([reactions, comments, shares, follows, clicks]) as value
    from daily_spend
    where system = 'meta_ads'
)
where value > 0
order by date, ad_id, action_type
