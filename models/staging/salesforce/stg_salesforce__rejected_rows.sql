{{ config(enabled=is_connected('salesforce')) }}

{{ rejected_rows('salesforce') }}
union all
select
    'salesforce',
    'opportunity_contact_role',
    row_key,
    'role',
    role,
    'is a further role of the same person on the same deal'
from ({{ salesforce_contact_roles() }})
where role_number > 1
union all
select
    'salesforce',
    'dated_conversion_rate',
    row_key,
    'iso_code',
    currency,
    'has no corporate currency to be a rate of: no currency has the rate 1 throughout'
from ({{ salesforce_rates() }})
qualify not bool_or(is_corporate) over ()
