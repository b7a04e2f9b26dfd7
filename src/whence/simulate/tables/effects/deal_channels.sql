select
    printf('D-%06d', drawn.deal + 1) as deal_id,
    channels.name as channel,
    drawn.is_won,
    drawn.direct_effect,
    drawn.total_effect,
    -- too many channels to enumerate
    case when not isnan(drawn.shapley_effect) then drawn.shapley_effect end as shapley_effect
from true_deal_channels as drawn
inner join true_channels as channels using (channel_number)
order by drawn.deal, drawn.channel_number
