select
    printf('D-%06d', deal + 1) as deal_id,
    stage,
    entered_at,
    cast(amount_cents / 100 as decimal(13, 2)) as amount
from drawn_stages
order by deal, entered_at
