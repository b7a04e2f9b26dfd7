{{ config(enabled=is_connected('marketo')) }}

{{ rejected_rows('marketo') }}
union all
select
    'marketo',
    'activity_change_status_in_progression',
    row_key,
    'new_status',
    new_status,
    reason
from ({{ marketo_progressions() }})
where reason is not null
