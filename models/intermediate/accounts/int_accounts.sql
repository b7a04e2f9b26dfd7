{%- set attributes = ['account_name', 'domain', 'parent_account_id', 'industry', 'segment', 'employees', 'country', 'target_tier', 'owner'] -%}

-- Every account that is described anywhere or that a touch, deal or contact names by its key. What its own
-- record does not say is taken from those that were merged into it, never from a subsidiary.
with keys as (

    select * from {{ ref('int_account_keys') }}

),

records as (

    select
        keys.account_id,
        row_number() over (
            partition by keys.account_id
            order by
                case when accounts.account_id = keys.account_id then 1 else 2 end,
                accounts.source_system,
                accounts.account_id
        ) as preference,
        {{ all_but('accounts', ['account_id', 'parent_account_id']) }},
        nullif(keys.parent_account_id, keys.account_id) as parent_account_id
    from {{ ref('int_source_accounts') }} as accounts
    inner join keys on accounts.account_id = keys.record_id
    where keys.account_id = keys.surviving_id

),

described as (

    select
        account_id,
        {%- for attribute in attributes %}
        min_by({{ attribute }}, preference) filter (where {{ attribute }} is not null) as {{ attribute }},
        {%- endfor %}
        bool_or(is_target_account) as is_target_account,
        min(created_at) as created_at,
        count(*) as record_count
    from records
    group by account_id

),

named as (

    select distinct account_id
    from keys
    where is_named

)

select
    named.account_id,
    coalesce(described.account_name, named.account_id) as account_name,
    -- many companies key their accounts by the domain itself
    coalesce(described.domain, {{ domain_or_null('named.account_id') }}) as domain,
    described.parent_account_id,
    described.industry,
    described.segment,
    described.employees,
    described.country,
    coalesce(listed_by_id.account, listed_by_domain.account) is not null
    or coalesce(described.is_target_account, false) as is_target_account,
    coalesce(listed_by_id.target_tier, listed_by_domain.target_tier, described.target_tier) as target_tier,
    described.owner,
    described.created_at,
    described.account_id is not null as is_described,
    coalesce(described.record_count, 0) as record_count
from named
left join described on named.account_id = described.account_id
left join {{ ref('target_accounts') }} as listed_by_id on named.account_id = listed_by_id.account
left join {{ ref('target_accounts') }} as listed_by_domain
    on coalesce(described.domain, {{ domain_or_null('named.account_id') }}) = listed_by_domain.account
