{{ config(enabled=is_connected('salesforce')) }}

with users as ({{ salesforce_records('user', ['id', 'name']) }})

select
    ---------- ids
    accounts.id as account_id,
    accounts.parent_id as parent_account_id,

    ---------- the company
    accounts.name as account_name,
    {{ clean_domain('accounts.website') }} as domain,
    accounts.industry,
    accounts.segment_c as segment,
    accounts.number_of_employees as employees,
    accounts.billing_country as country,
    coalesce({{ read_text('accounts.is_target_account_c', 'boolean') }}, false) as is_target_account,
    accounts.target_tier_c as target_tier,
    users.name as owner,
    'salesforce' as source_system,

    ---------- timestamps
    accounts.created_date as created_at
from {{ ref('base_salesforce__account') }} as accounts
left join users on accounts.owner_id = users.id
-- one that was merged into another still says which domain and name led there
{{ salesforce_known('accounts') }}
