-- What brought a cold account back? Channels by how often they broke a silence of 45 days or more, how long the silence had
-- been, and how many of these accounts have bought since; one that came back twice stands by each channel that brought it.
with last_wins as (

    select
        account_id,
        max(closed_at) as last_won_at
    from {{ ref('deals') }}
    where outcome = 'won'
    group by account_id

),

revivals as (

    select
        revivals.account_id,
        revivals.reviving_channel,
        revivals.days_of_silence,
        coalesce(last_wins.last_won_at >= revivals.revived_at, false) as has_bought_since
    from {{ ref('account_revivals') }} as revivals
    left join last_wins on revivals.account_id = last_wins.account_id
    where revivals.revived_at is not null

)

select
    reviving_channel as channel,
    count(*) as revivals,
    count(distinct account_id) as accounts,
    round(median(days_of_silence), 1) as median_days_of_silence,
    count(distinct account_id) filter (where has_bought_since) as accounts_that_bought_since
from revivals
group by reviving_channel
order by revivals desc, channel asc
