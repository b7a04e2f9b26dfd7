-- Keys of the CRM that other systems name. In HubSpot ids are numbers.
create temp macro account_key(account) as cast(800000001 + account as varchar);

create temp macro deal_key(deal) as cast(900000001 + deal as varchar);

create temp macro crm_name() as 'HubSpot';

create temp macro hubspot_contact_id(record) as 510000001 + record;

create temp macro hubspot_stage_id(stage) as
    910000000 + list_position(
        ['Discovery', 'Evaluation', 'Proposal', 'Negotiation', 'Closed Won', 'Closed Lost'], stage
    );

-- the portal's rates are those that somebody entered once
create temp macro hubspot_rate(currency) as case currency when 'CAD' then 0.75 when 'SEK' then 0.1 else 1 end;

create temp macro hubspot_source(lead_source) as case lead_source
    when 'Paid Search' then 'PAID_SEARCH'
    when 'LinkedIn Ad' then 'PAID_SOCIAL'
    when 'Advertisement' then 'OTHER_CAMPAIGNS'
    when 'Google Search' then 'ORGANIC_SEARCH'
    when 'LinkedIn' then 'SOCIAL_MEDIA'
    when 'Web' then 'REFERRALS'
    when 'Email' then 'EMAIL_MARKETING'
    when 'Website' then 'DIRECT_TRAFFIC'
    else 'OFFLINE'
end;
