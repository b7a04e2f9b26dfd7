{{ config(enabled=is_connected('g2')) }}

{{ rejected_rows('g2') }}
union all
select
    'g2',
    'remote_events_streams',
    row_key,
    'organization',
    organization,
    'no company is known'
from ({{ g2_events() }})
where coalesce(company_domain, company_name) is null
