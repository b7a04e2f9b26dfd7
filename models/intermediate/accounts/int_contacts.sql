{%- set attributes = ['email', 'full_name', 'title', 'buying_role', 'lead_source', 'owner'] -%}

-- Every person that is described anywhere or that a touch or deal names, with the account found for the
-- person. What the surviving record does not say is taken from the others; a milestone that several
-- records reached was reached at the first.
with records as (

    select
        {{ all_but('contacts', ['contact_id', 'email']) }},
        coalesce(merged.surviving_id, contacts.contact_id) as contact_id,
        {{ clean_email('contacts.email') }} as email,
        row_number() over (
            partition by coalesce(merged.surviving_id, contacts.contact_id)
            order by
                case when merged.merged_id is null then 1 else 2 end asc,
                contacts.created_at desc nulls last,
                contacts.source_system asc,
                contacts.contact_id asc
        ) as preference
    from {{ ref('int_source_contacts') }} as contacts
    left join {{ ref('int_merged_records') }} as merged
        on merged.record_type = 'contact' and contacts.contact_id = merged.merged_id

),

described as (

    select
        contact_id,
        {%- for attribute in attributes %}
        min_by({{ attribute }}, preference) filter (where {{ attribute }} is not null) as {{ attribute }},
        {%- endfor %}
        {%- for milestone in ['created_at', 'lead_created_at', 'mql_at', 'sql_at'] %}
        min({{ milestone }}) as {{ milestone }},
        {%- endfor %}
        count(*) as record_count
    from records
    group by contact_id

),

addresses as (

    select
        contact_id,
        min(email) as email
    from {{ ref('int_known_addresses') }}
    group by contact_id

),

named as (

    select contact_id from described
    union
    select contact_id from addresses
    union
    select contact_id from {{ ref('int_identities') }}
    where contact_id is not null
    union
    select contact_id from {{ ref('int_named_people') }}

)

select
    named.contact_id,
    accounts.account_id,
    coalesce(accounts.match_method, 'unmatched') as match_method,
    coalesce(described.email, addresses.email) as email,
    described.full_name,
    described.title,
    described.buying_role,
    described.lead_source,
    described.owner,
    described.created_at,
    described.lead_created_at,
    described.mql_at,
    described.sql_at,
    described.contact_id is not null as is_described,
    coalesce(described.record_count, 0) as record_count
from named
left join described on named.contact_id = described.contact_id
left join addresses on named.contact_id = addresses.contact_id
left join {{ ref('int_contact_accounts') }} as accounts on accounts.is_chosen and named.contact_id = accounts.contact_id
