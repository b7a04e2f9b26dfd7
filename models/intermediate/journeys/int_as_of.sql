-- The instant the marts speak of: the configured one, else the latest event.
select
    coalesce(
        cast({{ "'" ~ var('as_of') ~ "'" if var('as_of') else 'null' }} as timestamp),
        max(occurred_at)
    ) as as_of
from {{ ref('int_account_timeline') }}
