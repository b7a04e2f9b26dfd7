-- Accounts with their sizes. A size is lognormal, and one account in 5,000 is 20 to 60 times as large; no
-- account has more than about 2,000 touches, at any size of the company. The touches of all accounts add to
-- the number asked for.
create table drawn_accounts as
with weights as (

    select
        account,
        cast(1000 * least(
            exp(0.8 * normal(drawn(1, account, 0), drawn(1, account, 1)))
            * case when unit(drawn(1, account, 2)) < 0.0002 then 20 + 40 * unit(drawn(1, account, 3)) else 1 end,
            180
        ) as bigint) as weight
    from range(getvariable('accounts')) as numbers (account)

),

running as (

    select
        account,
        weight,
        sum(weight) over (order by account rows unbounded preceding) as running_weight,
        sum(weight) over () as total_weight
    from weights

),

sizes as (

    select
        account,
        cast((running_weight - weight) * getvariable('touches') // total_weight as bigint) as first_touch,
        cast(
            running_weight * getvariable('touches') // total_weight
            - (running_weight - weight) * getvariable('touches') // total_weight as bigint
        ) as touch_count
    from running

)

select
    account,
    first_touch,
    touch_count,
    cast(least(200, 1 + floor(touch_count / 9 * (0.5 + unit(drawn(1, account, 4))))) as bigint) as people_count,
    cast(least(60, floor(0.35 + touch_count / 65 + unit(drawn(1, account, 5)))) as bigint) as deal_count,
    crm_id('001Dn', account) as account_id,
    stem_of(account) || ' ' || account || ' ' || trade_of(account) as account_name,
    lower(stem_of(account)) || '-' || printf('%x', account) || '.example' as domain,
    -- 1 SMB, 2 mid, 3 enterprise: by how much we have to do with them
    case
        when touch_count > 120 or unit(drawn(1, account, 6)) < 0.1 then 3
        when unit(drawn(1, account, 6)) < 0.4 then 2 else 1
    end as segment_number,
    seller_of(account) as seller,
    developer_of(account) as developer
from sizes;

-- Episodes: stretches in which an account considers a purchase, each with its deal if it has one. Times are
-- seconds since 1970.
create table drawn_episodes as
with numbered as (

    select
        *,
        greatest(deal_count, 1) as episode_count,
        unnest(range(greatest(deal_count, 1))) as episode,
        history_end() - history_start() as span
    from drawn_accounts

),

lengths as (

    select
        *,
        account * 64 + episode as episode_number,
        case
            when episode_count = 1 then (60 + 340 * unit(drawn(3, account * 64 + episode, 0))) * day()
            else span / episode_count * (0.6 + 0.6 * unit(drawn(3, account * 64 + episode, 0)))
        end as length
    from numbered

),

beginnings as (

    select
        *,
        case
            when episode_count = 1 then history_start() + greatest(
                0, unit(drawn(3, episode_number, 1)) * (span - 0.15 * length) - 0.2 * length
            )
            else history_start() + span / episode_count * episode
        end as starts_at
    from lengths

),

decisions as (

    select
        *,
        starts_at + length as decided_at,
        starts_at + length * (0.35 + 0.4 * unit(drawn(3, episode_number, 2))) as created_at,
        starts_at + length > history_end() or unit(drawn(3, episode_number, 3)) < 0.05 as is_undecided
    from beginnings

)

select
    account,
    episode,
    episode_number,
    episode_count,
    first_touch,
    touch_count,
    people_count,
    account_id,
    account_name,
    domain,
    segment_number,
    seller,
    developer,
    starts_at,
    least(decided_at, history_end()) as ends_at,
    decided_at,
    created_at,
    -- bought before: buys more often
    unit(drawn(3, episode_number, 4)) < case when episode = 0 then 0.22 else 0.32 end as is_inclined,
    episode < deal_count and created_at < history_end() as has_deal,
    case
        when is_undecided then 'open'
        when unit(drawn(3, episode_number, 4)) < case when episode = 0 then 0.22 else 0.32 end then 'won'
        else 'lost'
    end as outcome,
    cast(exp(8.2 + segment_number + 0.7 * normal(drawn(3, episode_number, 5), drawn(3, episode_number, 6)))
        as decimal(13, 2)) as amount,
    crm_id('006Dn', episode_number) as deal_id
from decisions;

create macro stage_count_of(episode_number) as 1 + cast(drawn(3, episode_number, 17) % 4 as bigint);
