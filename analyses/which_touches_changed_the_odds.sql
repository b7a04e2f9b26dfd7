-- The touches of won deals that changed the odds most: how much lower the fitted chance of winning would
-- have been without each. What goes with winning need not have caused it; see docs/rules/removal.md.
select
    deals.deal_name,
    credits.touched_at,
    credits.channel,
    credits.touch_type,
    credits.campaign_name,
    credits.p_win,
    credits.p_without_touch,
    credits.p_win - credits.p_without_touch as change,
    credits.baseline_share,
    credits.credited_value
from {{ ref('attribution_credits') }} as credits
inner join {{ ref('deals') }} as deals on credits.deal_id = deals.deal_id
where credits.rule = 'removal' and credits.goal = 'won' and credits.p_win > credits.p_without_touch
order by change desc, credits.deal_id asc, credits.touched_at asc, credits.touch_id asc
limit 50
