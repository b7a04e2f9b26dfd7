-- Every time a deal entered a stage, by the stage's name.
{{ config(enabled=is_connected('hubspot')) }}

with entries as ({{ hubspot_stage_entries() }}),

stages as ({{ hubspot_stages() }})

select
    entries.deal_id,
    coalesce(stages.label, entries.stage_id) as stage,
    'hubspot' as source_system,
    entries.entered_at
from entries
left join stages on entries.stage_id = stages.stage_id
