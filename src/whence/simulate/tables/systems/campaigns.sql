-- Campaigns by what kind they are: ads and mailings leave their own traces on the website.
create temp table our_campaigns as
select
    campaigns.campaign,
    campaigns.campaign_name,
    campaigns.tag,
    campaigns.theme,
    times.program,
    programs.label,
    programs.platform,
    programs.is_weekly or programs.label = 'Newsletter' as is_online,
    times.starts_at,
    times.ends_at,
    case programs.label
        when 'Webinar' then 'Webinar'
        when 'Event' then case when campaigns.theme = 'Revenue Summit' then 'Trade Show' else 'Conference' end
        when 'Partner' then 'Partners'
        when 'Newsletter' then 'Email'
        when 'Syndication' then 'Content Syndication'
        when 'Display' then 'Banner Ads'
        when 'Outbound' then 'Telemarketing'
        when 'Podcast' then 'Podcast'
        when 'Review site' then 'Other'
        else 'Advertisement'
    end as type
from drawn_campaigns as campaigns
inner join campaign_times as times using (campaign)
inner join programs using (program);

-- the rates of each quarter, in units of the currency per USD
create temp table quarterly_rates as
select
    currency,
    quarter,
    rate,
    lead(quarter) over (partition by currency order by quarter) as next_quarter
from (
    select
        currency,
        cast(date_trunc('quarter', starts_at) as date) as quarter,
        round(base + step * ((row_number() over (partition by currency order by starts_at) * 3) % 5), 6) as rate
    from (select distinct starts_at from campaign_times)
    cross join (
        values ('USD', 1.0, 0.0), ('EUR', 0.9, 0.012), ('CAD', 1.34, 0.017), ('SEK', 10.1, 0.19)
    ) as currencies (currency, base, step)
);

-- what a deal of an account is worth in the account's currency, at the rate of a day
create temp table deal_rates as
select
    deals.deal,
    accounts.currency,
    rates.rate
from drawn_deals as deals
inner join known_accounts as accounts using (account)
asof inner join quarterly_rates as rates
    on
        accounts.currency = rates.currency
        and cast(coalesce(deals.closed_at, deals.expected_at) as date) >= rates.quarter;

-- What ads cost per day: a week's cost over its days, less at the weekend. The platform that sells
-- ads to professionals is LinkedIn; a part of its budgets is spent at Meta.
create temp table daily_spend as
select
    weekly.line,
    weekly.campaign,
    weekly.system,
    weekly.line * 7 + weekday as number,
    cast(weekly.spend_at as date) + cast(weekday as integer) as day,
    part(weekly.cost_cents, weekday) as cost_cents,
    part(weekly.impressions, weekday) as impressions,
    part(weekly.clicks, weekday) as clicks,
    part(weekly.reactions, weekday) as reactions,
    part(weekly.comments, weekday) as comments,
    part(weekly.shares, weekday) as shares,
    part(weekly.follows, weekday) as follows
from (
    select
        spend.line,
        spend.campaign,
        spend.spend_at,
        budgets.system,
        budget_part(spend.cost_cents, budgets.first, budgets.share) as cost_cents,
        budget_part(spend.impressions, budgets.first, budgets.share) as impressions,
        budget_part(spend.clicks, budgets.first, budgets.share) as clicks,
        budget_part(spend.reactions, budgets.first, budgets.share) as reactions,
        budget_part(spend.comments, budgets.first, budgets.share) as comments,
        budget_part(spend.shares, budgets.first, budgets.share) as shares,
        budget_part(spend.follows, budgets.first, budgets.share) as follows
    from drawn_spend as spend
    inner join our_campaigns as campaigns using (campaign)
    inner join programs using (program)
    inner join (
        values
        ('google_ads', 'google_ads', 0, 100),
        ('linkedin_ads', 'linkedin_ads', 0, 85),
        ('linkedin_ads', 'meta_ads', 85, 15)
    ) as budgets (platform, system, first, share) on campaigns.platform = budgets.platform
    where programs.is_weekly
) as weekly
cross join range(7) as days (weekday);

create temp table linkedin_titles as
select
    400 + row_number() over (order by title) as id,
    title as name
from (select distinct title from drawn_people);
