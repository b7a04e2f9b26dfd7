-- What the build says about the data as a whole.
with won_deals as (

    select * from deals
    where outcome = 'won'

),

uncredited_first_contacts as (

    select * from excluded_touches
    where goal = 'won' and reason <> 'no_conversion'

)

select 'leads' as what, format('{:,}', count(*)) as "how many"
from contacts
union all
select 'touches', format('{:,}', count(*))
from touches
union all
select 'rejected rows', format('{:,}', count(*))
from intermediate.int_rejected_rows
union all
select 'won deals', format('{:,}', count(*))
from won_deals
union all
select 'won deals whose merchant is among the sellers of orders', format('{:,}', count(*))
from won_deals
inner join accounts on won_deals.account_id = accounts.account_id
where accounts.country is not null
union all
select 'won deals that declare a revenue of 0', format('{:,}', count(*))
from won_deals
where amount = 0
union all
select 'declared monthly revenue of all won deals, BRL', format('{:t,}', cast(sum(amount) as bigint))
from won_deals
union all
select 'of which the largest deal declares', format('{:.1f} %', 100 * max(amount) / sum(amount))
from won_deals
union all
select 'first contacts more than 365 days before the win', format('{:,}', count(*))
from uncredited_first_contacts
where reason = 'outside_window'
union all
select 'first contacts after the win', format('{:,}', count(*))
from uncredited_first_contacts
where reason = 'after_conversion'
