select
    name as channel,
    is_placebo
from true_channels
order by channel_number
