-- What each channel is credited with by six rules: declared monthly revenue, BRL.
select
    coalesce(channel, '**all**') as channel,
    sum(credited_value) filter (where rule = 'first_touch') as first_touch,
    sum(credited_value) filter (where rule = 'u_shaped') as u_shaped,
    sum(credited_value) filter (where rule = 'linear') as linear,
    sum(credited_value) filter (where rule = 'w_shaped') as w_shaped,
    sum(credited_value) filter (where rule = 'team_split') as team_split,
    sum(credited_value) filter (where rule = 'last_touch') as last_touch
from attribution_by_channel
where goal = 'won'
group by rollup(channel)
order by grouping(channel), first_touch desc, channel
