select
    printf('D-%06d', deal + 1) as deal_id,
    is_won,
    p_win,
    p_baseline
from true_deals
order by deal
