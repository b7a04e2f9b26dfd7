{{ config(enabled=is_connected('hubspot')) }}

with deals as ({{ hubspot_deals() }}),

activities as ({{ hubspot_activities() }}),

known_activities as (
    {%- for kind in ['call', 'meeting', 'email'] %}
    {{ 'union' if not loop.first }}
    select engagement_id
    from {{ ref('base_hubspot__engagement_' ~ kind) }}
    {%- endfor %}

)

{{ rejected_rows('hubspot') }}
union all
select
    'hubspot' as source_system,
    'deal' as table_name,
    row_key,
    column_at_fault as column_name,
    case when column_at_fault = 'deal_pipeline_stage_id' then deal_pipeline_stage_id end as value,
    {{ hubspot_deal_rejection('column_at_fault') }} as reason
from deals
where column_at_fault is not null
union all
select
    'hubspot',
    table_name,
    row_key,
    'engagement_id',
    engagement_id,
    reason
from activities
where reason is not null
union all
select
    'hubspot',
    'engagement',
    engagements.row_key,
    'id',
    engagements.id,
    'is an activity of which no call, meeting or e-mail was loaded'
from {{ ref('base_hubspot__engagement') }} as engagements
left join known_activities on engagements.id = known_activities.engagement_id
where engagements.rejected_reason is null and known_activities.engagement_id is null
