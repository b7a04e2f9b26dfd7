-- A control channel that nothing is called would take part in nothing: the line has a misspelt name.
with control_channels as (

    {% for rule in data_driven_rules(var('rules')) -%}
    {% for channel in rule.control_channels -%}
    select '{{ rule.name }}' as rule, '{{ sql_text(channel) }}' as channel
    union all
    {% endfor -%}
    {% endfor -%}
    select null as rule, null as channel

)

select *
from control_channels
where
    channel not in (select channel from {{ ref('int_channel_factors') }})
    and channel not in (select channel from {{ ref('channel_rules') }})
