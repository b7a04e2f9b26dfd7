-- The credited values of a journey sum to its value to the cent, under every rule.
{%- set rules = rules_of(ref('touch_credits')) %}

select
    journey_id,
    max(journey_value) as journey_value
    {%- for rule in rules %},
    sum(value_{{ rule }}) as sum_{{ rule }}{% endfor %}
from {{ ref('touch_credits') }}
group by journey_id
having
    false
    {%- for rule in rules %}
    or sum(value_{{ rule }}) is distinct from max(journey_value){% endfor %}
