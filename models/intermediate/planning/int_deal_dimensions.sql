-- Each deal once for everything that rates are looked at by, and once among all.
{% for dimension in ['all', 'segment', 'profile', 'competitor', 'owner', 'deal_type', 'first_channel'] %}
select
    deal_id,
    '{{ dimension }}' as dimension,
    {{ "'all'" if dimension == 'all' else dimension }} as dimension_value,
    outcome,
    created_at,
    closed_at,
    amount
from {{ ref('int_deal_profiles') }}
{{ 'union all' if not loop.last }}
{% endfor %}
