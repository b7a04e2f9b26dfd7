-- Which channels are most and least effective from lead to customer? Leads that came in by a channel (first touch), and how
-- many of their companies bought since; all periods together, channels with fewer than ten companies at the end.
with leads as (

    select
        account_id,
        first_channel as channel,
        min(converted_at) as lead_at,
        count(*) as lead_count
    from {{ ref('journeys') }}
    where goal = 'lead' and first_channel is not null
    group by account_id, first_channel

),

won as (

    select
        leads.account_id,
        leads.channel,
        leads.lead_count,
        count(deals.deal_id) as won_deals,
        sum(deals.amount) as won_value
    from leads
    left join {{ ref('deals') }} as deals
        on
            leads.account_id = deals.account_id
            and deals.outcome = 'won'
            and leads.lead_at <= deals.closed_at
    group by leads.account_id, leads.channel, leads.lead_count

)

select
    channel,
    sum(lead_count) as leads,
    count(*) as companies,
    count(*) filter (where won_deals > 0) as customers,
    {{ ratio('count(*) filter (where won_deals > 0)', 'count(*)') }} as share_that_bought,
    sum(won_value) as won_value,
    {{ ratio('sum(won_value)', 'sum(lead_count)') }} as won_value_per_lead,
    count(*) < 10 as is_too_few_to_tell
from won
group by channel
order by is_too_few_to_tell asc, share_that_bought desc, won_value_per_lead desc nulls last, channel asc
