-- When the pipeline is looked at: on the first day of every quarter that has begun, and now.
select
    cast(period_start as timestamp) as snapshot_at,
    false as is_now
from {{ ref('int_periods') }}
where period = 'quarter' and (is_complete or is_current)
union all
select
    as_of as snapshot_at,
    true as is_now
from {{ ref('int_as_of') }}
where as_of is not null
