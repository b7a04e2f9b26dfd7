-- From lead to win, by the channel of the first contact.
with first_contacts as (

    select * from touches
    where touch_type = 'form_submission'

),

leads as (

    select
        first_contacts.channel,
        first_contacts.touched_at >= '2018-01-01' as is_recent,
        deals.deal_id is not null as is_won,
        deals.amount,
        date_diff('second', first_contacts.touched_at, deals.closed_at) / 86400 as days_to_win
    from first_contacts
    left join deals on first_contacts.account_id = deals.account_id and deals.outcome = 'won'

)

select
    coalesce(channel, '**all**') as "first contact",
    count(*) as leads,
    count(*) filter (where is_won) as won,
    100.0 * count(*) filter (where is_won) / count(*) as "won, %",
    100.0 * count(*) filter (where is_won and is_recent) / count(*) filter (where is_recent) as "won of the leads since 2018, %",
    median(days_to_win) as "median days to the win",
    count(*) filter (where amount > 0) as "won, revenue above 0",
    coalesce(sum(amount), 0) as "declared revenue, BRL"
from leads
group by rollup(channel)
order by grouping(channel), count(*) desc, channel
