{%- set dimensions = {
    'channel': ('channel', 'channel'),
    'campaign': (campaign_key_of(), 'coalesce(campaign_name, campaign_id)'),
    'content': ('content', 'content'),
} -%}

-- What closed journeys have: the channels, campaigns and content that touched them.
{% for dimension, (value, label) in dimensions.items() %}
select
    '{{ dimension }}' as dimension,
    {{ value }} as dimension_value,
    min({{ label }}) as dimension_label,
    goal,
    journey_id
from {{ ref('int_journey_touches') }}
where goal in ('won', 'lost') and {{ value }} is not null
group by {{ value }}, goal, journey_id
{{ 'union all' if not loop.last }}
{% endfor %}
