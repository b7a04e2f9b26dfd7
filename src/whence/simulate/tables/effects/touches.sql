select
    printf('T-%07d', drawn.touch + 1) as touch_id,
    printf('D-%06d', drawn.deal + 1) as deal_id,
    channels.name as channel,
    drawn.effect
from true_touches as drawn
inner join true_channels as channels using (channel_number)
order by drawn.touch
