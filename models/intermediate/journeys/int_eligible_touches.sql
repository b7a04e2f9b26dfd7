{{ config(materialized='ephemeral') }}
{%- set scope = var('journey_scope') -%}

-- Which touches belong to which journey: of the same account, inside the window, able to earn
-- credit, and inside the scope.
with eligible_touches as (

    select * from {{ of_changed_accounts(ref('int_touches'), 'int_account_versions') }} as touches
    where exclusion is null

),

journeys as (

    select * from {{ of_changed_accounts(ref('int_journeys'), 'int_account_versions') }} as journeys

),

deal_contacts as (

    select * from {{ ref('int_deal_contacts') }}

)

select
    journeys.goal,
    journeys.journey_id,
    journeys.deal_id,
    journeys.account_id,
    touches.contact_id,
    touches.touch_id,
    touches.touched_at,
    journeys.converted_at,
    journeys.journey_value,
    journeys.lead_created_at,
    journeys.mql_at,
    journeys.opportunity_created_at,
    journeys.closed_at,
    touches.channel,
    touches.is_direct,
    touches.campaign_id,
    touches.campaign_name,
    touches.content,
    touches.team,
    touches.touch_type,
    touches.is_conversion_touch,
    coalesce(deal_contacts.buying_role, touches.buying_role) as buying_role,
    touches.engagement_points
from journeys
inner join eligible_touches as touches
    on
        journeys.account_id = touches.account_id
        and journeys.converted_at >= touches.touched_at
        and touches.touched_at >= coalesce(journeys.starts_at, touches.touched_at)
left join deal_contacts
    on journeys.deal_id = deal_contacts.deal_id and touches.contact_id = deal_contacts.contact_id
{%- if scope == 'buying_group' %}
where journeys.deal_id is null or deal_contacts.contact_id is not null
{%- elif scope == 'person' %}
where
    case
        when journeys.deal_id is null then touches.contact_id = journeys.contact_id
        else deal_contacts.is_primary
    end
{%- endif %}
