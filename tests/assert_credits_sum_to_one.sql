-- The credits of a journey sum to 1 under every rule, and none is outside 0 to 1.
{%- set rules = rules_of(ref('touch_credits')) %}

select
    journey_id
    {%- for rule in rules %},
    sum(credit_{{ rule }}) as sum_{{ rule }}{% endfor %}
from {{ ref('touch_credits') }}
group by journey_id
having
    false
    {%- for rule in rules %}
    or coalesce(abs(sum(credit_{{ rule }}) - 1) > 1e-9, true) or min(credit_{{ rule }}) < 0{% endfor %}
