{{ config(materialized='view') }}

-- Every touch with who made it, and for which account: by the record it names, else by its e-mail address,
-- its login, its visitor; the account by the first step of the ladder that leads to one.
with touches as (

    select
        *,
        {{ clean_email('email') }} as address,
        {{ company_name_key('company_name') }} as company_name_key
    from {{ ref('int_source_touches') }}

),

people as (

    select
        touches.*,
        coalesce(
            records.contact_id, touches.contact_id, addresses.contact_id, users.contact_id, visitors.contact_id
        ) as person_id,
        case
            when touches.contact_id is not null then 'contact_id'
            when addresses.contact_id is not null then 'email'
            when users.contact_id is not null then 'user_id'
            when visitors.contact_id is not null then 'anonymous_id'
            else 'unmatched'
        end as identified_by,
        case when touches.contact_id is null then addresses.account_id else records.account_id end as record_account_id
    from touches
    left join {{ ref('int_identities') }} as records
        on records.identity_type = 'contact_id' and touches.contact_id = records.identity_value
    left join {{ ref('int_identities') }} as addresses
        on addresses.identity_type = 'email' and touches.address = addresses.identity_value
    {%- for identity_type, alias in [('user_id', 'users'), ('anonymous_id', 'visitors')] %}
    left join {{ ref('int_identities') }} as {{ alias }}
        on
            {{ alias }}.identity_type = '{{ identity_type }}'
            and touches.{{ identity_type }} = {{ alias }}.identity_value
            and touches.touched_at >= {{ alias }}.valid_from
            and touches.touched_at < {{ alias }}.valid_to
    {%- endfor %}

),

-- what each step leads to, in the order of the ladder; a company's name alone comes last
steps as (

    select
        {{ all_but('people', ['contact_id', 'account_id', 'deal_id']) }},
        people.person_id as contact_id,
        coalesce(merged.surviving_id, people.deal_id) as deal_id,
        contacts.buying_role,
        contacts.email as contact_email,
        own.account_id as own_account_id,
        deals.account_id as deal_account_id,
        case when contacts.match_method <> 'company_name' then contacts.account_id end as person_account_id,
        contacts.match_method as person_method,
        coalesce(user_accounts.account_id, visitor_accounts.account_id) as visitor_account_id,
        coalesce(user_accounts.match_method, visitor_accounts.match_method) as visitor_method,
        domains.account_id as domain_account_id,
        coalesce(contacts.account_id, names.account_id) as name_account_id
    from people
    left join {{ ref('int_account_keys') }} as own on people.account_id = own.record_id
    left join {{ ref('int_merged_records') }} as merged
        on merged.record_type = 'deal' and people.deal_id = merged.merged_id
    left join {{ ref('int_deals') }} as deals on coalesce(merged.surviving_id, people.deal_id) = deals.deal_id
    left join {{ ref('int_contacts') }} as contacts on people.person_id = contacts.contact_id
    {%- for identity_type, alias in [('user_id', 'user_accounts'), ('anonymous_id', 'visitor_accounts')] %}
    left join {{ ref('int_visitor_accounts') }} as {{ alias }}
        on
            {{ alias }}.identity_type = '{{ identity_type }}'
            and people.{{ identity_type }} = {{ alias }}.identity_value
            and people.touched_at >= {{ alias }}.valid_from
            and people.touched_at < {{ alias }}.valid_to
    {%- endfor %}
    left join {{ ref('int_account_domains') }} as domains on domains.is_chosen and people.company_domain = domains.domain
    left join {{ ref('int_account_names') }} as names
        on names.is_chosen and people.company_name_key = names.company_name_key

)

select
    *,
    {%- set steps = {
        'own_account_id': "'crm_link'", 'deal_account_id': "'deal'", 'record_account_id': "'crm_link'", 'person_account_id': 'person_method',
        'visitor_account_id': 'visitor_method', 'domain_account_id': "'company_domain'", 'name_account_id': "'company_name'",
    } %}
    coalesce({{ steps.keys() | join(', ') }}) as account_id,
    case
        {%- for step, match_method in steps.items() %}
        when {{ step }} is not null then {{ match_method }}
        {%- endfor %}
        else 'unmatched'
    end as match_method
from steps
