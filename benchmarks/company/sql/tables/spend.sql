-- What campaigns cost, by day; USD, in proportion to the number of accounts.
select
    spend_date,
    spend_channel as channel,
    platform,
    campaign_id,
    campaign_name,
    cast(cost as decimal(13, 2)) as cost,
    'USD' as currency,
    case when reach_cost > 0 then cast(cost * 1000 / reach_cost as bigint) end as impressions,
    case when click_cost > 0 then cast(cost / click_cost as bigint) end as clicks,
    case when is_social then cast(cost / 18 as bigint) end as reactions
from (
    select
        *,
        program_cost * case when is_weekly then 1 / 7 else 1 / 91 end * getvariable('accounts')
        * (0.5 + unit(drawn(6, campaign_number * 1000 + day_number, 0))) as cost,
        cast(at_second(starts_at + day_number * day()) as date) as spend_date
    from (
        select distinct on (campaign_number)
            *
        from campaigns
        where program_cost > 0
        order by campaign_number
    )
    cross join range(90) as days (day_number)
)
