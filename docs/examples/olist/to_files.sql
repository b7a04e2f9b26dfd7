-- Olist's funnel in the shapes of whence's files source. In: the views leads, closed_deals and
-- sellers, which are Olist's files as text. Out: the views touches, deals, contacts and accounts.
-- One id serves all of them: a lead is an account, its one contact and, when won, its deal.

-- The origin is the CRM's word for a channel, so we name the channel and let no rule guess: a form
-- that knows nothing of its visitor would count as Direct, which is more than "unknown" says.
create view channels as
select origin, channel
from (
    values
    ('organic_search', 'Organic Search'),
    ('paid_search', 'Paid Search'),
    ('social', 'Organic Social'),
    ('direct_traffic', 'Direct'),
    ('email', 'Email'),
    ('referral', 'Referral'),
    ('display', 'Display'),
    ('other_publicities', 'Paid Other'),
    ('other', 'Other')
) as origins (origin, channel);

-- Won leads with the times that Olist does not tell: the sales representative's consultancy is
-- dated at the win, which it led to; the sales development call that arranged it halfway there.
-- A lead won before its first contact (there is one) has both at the win.
create view won_leads as
select
    closed_deals.*,
    cast(closed_deals.won_date as timestamp) as won_at,
    least(
        cast(leads.first_contact_date as timestamp)
        + (cast(closed_deals.won_date as timestamp) - cast(leads.first_contact_date as timestamp)) / 2,
        cast(closed_deals.won_date as timestamp)
    ) as called_at
from closed_deals
left join leads on closed_deals.mql_id = leads.mql_id;

-- The number in a touch's id keeps the three in order where they share an instant.
create view touches as
select
    leads.mql_id || '-1-first-contact' as touch_id,
    cast(leads.first_contact_date as timestamp) as touched_at,
    'form_submission' as touch_type,
    leads.mql_id as account_id,
    leads.mql_id as contact_id,
    coalesce(channels.channel, 'Unassigned') as channel,
    leads.landing_page_id as content,
    'inbound' as direction,
    null as owner
from leads
left join channels on leads.origin = channels.origin
union all
select
    mql_id || '-2-sales-development',
    called_at,
    'call',
    mql_id,
    mql_id,
    'Sales Development',
    null,
    'outbound',
    sdr_id
from won_leads
union all
select
    mql_id || '-3-sales',
    won_at,
    'meeting',
    mql_id,
    mql_id,
    'Sales Meeting',
    null,
    'outbound',
    sr_id
from won_leads;

-- The opportunity begins with the call that arranged the consultancy.
create view deals as
select
    won_leads.mql_id as deal_id,
    won_leads.mql_id as account_id,
    'new_business' as deal_type,
    won_leads.called_at as created_at,
    won_leads.won_at as closed_at,
    'won' as outcome,
    won_leads.declared_monthly_revenue as amount,
    'BRL' as currency,
    won_leads.sr_id as owner,
    channels.channel as lead_source
from won_leads
left join leads on won_leads.mql_id = leads.mql_id
left join channels on leads.origin = channels.origin;

-- A time, not a bare date: the lead is created by its first contact, not at the end of that day.
create view contacts as
select
    leads.mql_id as contact_id,
    leads.mql_id as account_id,
    cast(leads.first_contact_date as timestamp) as lead_created_at,
    channels.channel as lead_source
from leads
left join channels on leads.origin = channels.origin;

-- Only won leads say what they sell and how big they are; only those that went on to sell have an
-- address, in a state of Brazil.
create view accounts as
select
    leads.mql_id as account_id,
    closed_deals.business_segment as industry,
    closed_deals.lead_type as segment,
    case when sellers.seller_state is not null then 'BR' end as country
from leads
left join closed_deals on leads.mql_id = closed_deals.mql_id
left join sellers on closed_deals.seller_id = sellers.seller_id;
