select
    cast(period_start as date) as period_start,
    'quarter' as period,
    metric,
    value,
    nullif(owner, '') as owner
from drawn_targets
order by line
