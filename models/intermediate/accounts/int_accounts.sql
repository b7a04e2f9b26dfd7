-- Every account that is described anywhere or that a touch, deal or contact names by its key.
with described as (

    {% for source in var('contact_sources') or ['files'] %}
    select
        account_id,
        account_name,
        domain,
        parent_account_id,
        industry,
        segment,
        employees,
        country,
        is_target_account,
        target_tier,
        created_at,
        source_system
    from {{ ref('stg_' ~ source ~ '__accounts') }}{{ ' where false' if not var('contact_sources') }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

named as (

    select account_id from described
    union
    select account_id from {{ ref('int_source_touches') }}
    where account_id is not null
    union
    select account_id from {{ ref('int_source_deals') }}
    union
    select account_id from {{ ref('int_source_contacts') }}
    where account_id is not null

),

-- an account described by two sources is taken from the first by name
chosen as (

    select *
    from described
    qualify row_number() over (partition by account_id order by source_system) = 1

)

select
    named.account_id,
    coalesce(chosen.account_name, named.account_id) as account_name,
    -- many companies key their accounts by the domain itself
    coalesce(chosen.domain, {{ domain_or_null('named.account_id') }}) as domain,
    chosen.parent_account_id,
    chosen.industry,
    chosen.segment,
    chosen.employees,
    chosen.country,
    coalesce(chosen.is_target_account, false) as is_target_account,
    chosen.target_tier,
    chosen.created_at,
    chosen.account_id is not null as is_described
from named
left join chosen on named.account_id = chosen.account_id
