{{ config(enabled=is_connected('gong')) }}

{{ rejected_rows('gong') }}
union all
select
    'gong',
    'call',
    row_key,
    'scope',
    scope,
    reason
from ({{ gong_calls() }})
where reason is not null
