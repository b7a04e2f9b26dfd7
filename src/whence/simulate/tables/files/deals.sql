select
    printf('D-%06d', drawn.deal + 1) as deal_id,
    accounts.account_id,
    accounts.account_name || ': ' || drawn.product
    || case when drawn.is_expansion then ' expansion' else '' end as deal_name,
    case when drawn.is_expansion then 'expansion' else 'new_business' end as deal_type,
    drawn.created_at,
    cast(drawn.expected_at as date) as expected_close_date,
    drawn.closed_at,
    drawn.stage,
    drawn.outcome,
    cast(drawn.amount_cents / 100 as decimal(13, 2)) as amount,
    'USD' as currency,
    drawn.term_months,
    cast(drawn.probability as decimal(3, 2)) as probability,
    drawn.owner,
    nullif(people.lead_source, '') as lead_source,
    nullif(drawn.self_reported_source, '') as self_reported_source,
    nullif(drawn.loss_reason, '') as loss_reason,
    nullif(drawn.competitor, '') as competitor,
    campaigns.campaign_id as primary_campaign_id
from drawn_deals as drawn
inner join named_accounts as accounts using (account)
inner join drawn_people as people on drawn.primary_person = people.person
left join named_campaigns as campaigns on people.first_campaign = campaigns.campaign
order by drawn.deal
