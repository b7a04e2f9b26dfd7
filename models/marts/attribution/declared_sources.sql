-- What people say: the CRM's lead source and the answer to "how did you hear about us". Each
-- gives the whole journey to one channel; they stand beside the rules, never among them.
with journeys as (

    select
        journeys.goal,
        journeys.journey_id,
        journeys.deal_id,
        journeys.account_id,
        journeys.converted_at,
        journeys.journey_value,
        coalesce(deals.lead_source, contacts.lead_source) as lead_source,
        deals.self_reported_source
    from {{ ref('int_journeys') }} as journeys
    left join {{ ref('int_deals') }} as deals on journeys.deal_id = deals.deal_id
    left join {{ ref('int_contacts') }} as contacts on journeys.contact_id = contacts.contact_id

),

declared as (

    select
        *,
        'single_source' as declared_by,
        lead_source as declared_source
    from journeys
    union all
    select
        *,
        'self_reported',
        self_reported_source
    from journeys

),

known_channels as (

    select channel from {{ ref('channel_rules') }}
    union
    select channel from {{ ref('declared_source_channels') }}
    union
    select channel from {{ ref('int_touches') }}

),

named_channels as (

    select
        {{ as_words('channel') }} as declared_source,
        min(channel) as channel
    from known_channels
    group by {{ as_words('channel') }}

)

-- what the seed does not know is a channel's own name, or Other
select
    declared.declared_by,
    declared.goal,
    declared.journey_id,
    declared.deal_id,
    declared.account_id,
    declared.converted_at,
    declared.declared_source,
    case
        when declared.declared_source is null then 'Unattributed'
        else coalesce(mapped_channels.channel, named_channels.channel, 'Other')
    end as channel,
    declared.journey_value as credited_value
from declared
left join {{ ref('declared_source_channels') }} as mapped_channels
    on {{ as_words('declared.declared_source') }} = mapped_channels.declared_source
left join named_channels on {{ as_words('declared.declared_source') }} = named_channels.declared_source
