-- Every raw row that did not get in, and why: what the door of each source turned away, money in a
-- currency without a rate on its date, and deals that are another one by now.
{% for source in connected_sources() %}
select
    source_system,
    table_name,
    row_key,
    column_name,
    value,
    reason
from {{ ref('stg_' ~ source ~ '__rejected_rows') }}
union all
{% endfor %}
select
    source_system,
    'deals' as table_name,
    deal_id as row_key,
    'currency' as column_name,
    currency as value,
    'has no rate on the deal''s date in seeds/exchange_rates.csv' as reason
from {{ ref('int_source_deals') }}
where exchange_rate is null
union all
select
    deals.source_system,
    'deals',
    deals.deal_id,
    'deal_id',
    deals.deal_id,
    'was merged into the deal ' || merged.surviving_id
from {{ ref('int_source_deals') }} as deals
inner join {{ ref('int_merged_records') }} as merged on merged.record_type = 'deal' and deals.deal_id = merged.merged_id
where deals.exchange_rate is not null
union all
select
    source_system,
    'spend',
    coalesce(campaign_id, channel, platform, '') || ' ' || cast(spend_date as string),
    case when is_spent_elsewhere then 'campaign_id' else 'currency' end,
    case when is_spent_elsewhere then campaign_id else currency end,
    case when is_spent_elsewhere then 'is spent on the ad platform' else 'has no rate on its day in seeds/exchange_rates.csv' end
from {{ ref('int_source_spend') }}
where is_spent_elsewhere or exchange_rate is null
union all
select
    deal_contacts.source_system,
    'deal_contacts',
    deal_contacts.deal_id || ' / ' || deal_contacts.contact_id,
    'deal_id',
    deal_contacts.deal_id,
    'names a deal that is not there or was rejected'
from {{ ref('int_source_deal_contacts') }} as deal_contacts
left join {{ ref('int_merged_records') }} as merged
    on merged.record_type = 'deal' and deal_contacts.deal_id = merged.merged_id
left join {{ ref('int_deals') }} as deals on coalesce(merged.surviving_id, deal_contacts.deal_id) = deals.deal_id
where deals.deal_id is null
{% for source in sources_of('deal_stages') %}
union all
select
    deal_stages.source_system,
    'deal_stages',
    deal_stages.deal_id || ' / ' || deal_stages.stage,
    'deal_id',
    deal_stages.deal_id,
    'names a deal that is not there or was rejected'
from {{ ref('stg_' ~ source ~ '__deal_stages') }} as deal_stages
left join {{ ref('int_deals') }} as deals on deal_stages.deal_id = deals.deal_id
where deals.deal_id is null
{% endfor %}
