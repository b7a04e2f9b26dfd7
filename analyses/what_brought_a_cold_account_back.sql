-- What brought a cold account back? Channels by how often they broke a silence of 45 days or more, how long the silence had
-- been, and how many of these accounts have bought since.
with revivals as (

    select
        revivals.account_id,
        revivals.reviving_channel,
        revivals.days_of_silence,
        exists (
            select 1 from {{ ref('deals') }} as deals
            where
                deals.account_id = revivals.account_id
                and deals.outcome = 'won'
                and deals.closed_at >= revivals.revived_at
        ) as has_bought_since
    from {{ ref('account_revivals') }} as revivals
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
