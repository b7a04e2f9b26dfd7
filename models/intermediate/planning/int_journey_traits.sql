-- What closed journeys have: the channels, campaigns and content that touched them.
{% for dimension, value in {'channel': 'channel', 'campaign': 'coalesce(campaign_id, campaign_name)', 'content': 'content'}.items() %}
select distinct
    '{{ dimension }}' as dimension,
    {{ value }} as dimension_value,
    goal,
    journey_id
from {{ ref('int_journey_touches') }}
where goal in ('won', 'lost') and {{ value }} is not null
{{ 'union all' if not loop.last }}
{% endfor %}
