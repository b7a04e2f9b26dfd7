select
    day as date,
    numeric_id('1202002', campaign + 1) as ad_id,
    md5(cast(campaign as varchar) || day) as _fivetran_id,
    880213377 as account_id,
    cast(round(cost_cents * rates.rate) / 100 as decimal(15, 2)) as spend,
    impressions,
    clicks as inline_link_clicks,
    impressions * 8 // 10 as reach,
    1.25 as frequency,
    synced(cast(day as timestamp) + interval 25 hour, number) as _fivetran_synced
from daily_spend
asof inner join (select * from quarterly_rates where currency = 'EUR') as rates
    on daily_spend.day >= rates.quarter
where system = 'meta_ads'
order by date, ad_id
