-- Every time a source said for which company a person, user or visitor came, other than on a touch or a
-- record, and the account that is: the account itself, else its domain, else its name. A key of an account
-- that nothing else knows is the product's own, and leads nowhere.
with claims as (

    select
        identifications.*,
        {{ clean_email('identifications.email') }} as address,
        {{ company_name_key('identifications.company_name') }} as company_name_key
    from {{ ref('int_source_identifications') }} as identifications
    where coalesce(identifications.account_id, identifications.company_domain, identifications.company_name) is not null

),

people as (

    select
        claims.*,
        coalesce(
            records.contact_id, claims.contact_id, addresses.contact_id, users.contact_id, visitors.contact_id
        ) as person_id
    from claims
    left join {{ ref('int_identities') }} as records
        on records.identity_type = 'contact_id' and claims.contact_id = records.identity_value
    left join {{ ref('int_identities') }} as addresses
        on addresses.identity_type = 'email' and claims.address = addresses.identity_value
    {%- for identity_type, alias in [('user_id', 'users'), ('anonymous_id', 'visitors')] %}
    left join {{ ref('int_identities') }} as {{ alias }}
        on
            {{ alias }}.identity_type = '{{ identity_type }}'
            and claims.{{ identity_type }} = {{ alias }}.identity_value
            and claims.identified_at >= {{ alias }}.valid_from
            and claims.identified_at < {{ alias }}.valid_to
    {%- endfor %}

)

select
    people.identified_at,
    people.person_id as contact_id,
    people.user_id,
    people.anonymous_id,
    coalesce(keys.account_id, domains.account_id, names.account_id) as account_id,
    case
        when keys.account_id is not null then 'group_call'
        when domains.account_id is not null then 'company_domain'
        else 'company_name'
    end as match_method
from people
left join {{ ref('int_account_keys') }} as keys on people.account_id = keys.record_id
left join {{ ref('int_account_domains') }} as domains on domains.is_chosen and people.company_domain = domains.domain
left join {{ ref('int_account_names') }} as names
    on names.is_chosen and people.company_name_key = names.company_name_key
where coalesce(keys.account_id, domains.account_id, names.account_id) is not null
