-- Who sourced each deal: by the sourcing rule, the team with most of the credit for its creation, and that
-- team's touch with most of it.
with credits as (

    select
        deal_id,
        touch_id,
        touched_at,
        coalesce(team, 'unattributed') as team,
        channel,
        campaign_id,
        campaign_name,
        cast(credit_{{ sourcing_rule(var('rules'), var('sourcing_rule')) }} as decimal(18, 12)) as credit
    from {{ ref('touch_credits') }}
    where goal = 'opportunity'

),

teams as (

    select
        deal_id,
        team,
        sum(credit) as credit
    from credits
    group by deal_id, team

),

sourcing_teams as (

    select
        deal_id,
        min_by(team, {{ in_order('-credit', 'team') }}) as sourced_by,
        max(credit) as sourcing_credit
    from teams
    group by deal_id

),

ranked_touches as (

    select
        *,
        row_number() over (partition by deal_id, team order by credit desc, touched_at asc, touch_id asc) as touch_rank
    from credits

)

select
    deals.deal_id,
    coalesce(sourcing_teams.sourced_by, 'unattributed') as sourced_by,
    coalesce(ranked_touches.channel, 'Unattributed') as sourcing_channel,
    ranked_touches.campaign_id as sourcing_campaign_id,
    ranked_touches.campaign_name as sourcing_campaign_name,
    ranked_touches.touch_id as sourcing_touch_id,
    cast(sourcing_teams.sourcing_credit as double) as sourcing_credit
from {{ ref('int_deals') }} as deals
left join sourcing_teams on deals.deal_id = sourcing_teams.deal_id
left join ranked_touches
    on
        sourcing_teams.deal_id = ranked_touches.deal_id
        and sourcing_teams.sourced_by = ranked_touches.team
        and ranked_touches.touch_rank = 1
