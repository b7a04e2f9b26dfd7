{{ config(enabled=is_connected('salesforce')) }}

-- People as contacts and as leads, each record by its own id; merges say which are one person. Records that
-- were merged into another are among them, for the addresses that people had there.
with users as ({{ salesforce_records('user', ['id', 'name']) }}),

leads as (

    select
        *,
        {{ as_milestone('mql_date_c', 'mql_date_c_is_date_only') }} as mql_at,
        {{ as_milestone('sql_date_c', 'sql_date_c_is_date_only') }} as sql_at
    from {{ ref('base_salesforce__lead') }} as leads
    {{ salesforce_known('leads') }}

),

-- a contact that began as a lead, or as several
first_leads as (

    select
        converted_contact_id,
        min(created_date) as created_date
    from leads
    group by converted_contact_id

),

people as (

    select
        contacts.id as contact_id,
        'contact' as record_type,
        contacts.account_id,
        contacts.email,
        contacts.name,
        contacts.title,
        cast(null as string) as company_name,
        cast(null as string) as website,
        contacts.lead_source,
        contacts.owner_id,
        contacts.created_date,
        coalesce(first_leads.created_date, contacts.created_date) as lead_created_at,
        {{ as_milestone('contacts.mql_date_c', 'contacts.mql_date_c_is_date_only') }} as mql_at,
        {{ as_milestone('contacts.sql_date_c', 'contacts.sql_date_c_is_date_only') }} as sql_at
    from {{ ref('base_salesforce__contact') }} as contacts
    left join first_leads on contacts.id = first_leads.converted_contact_id
    {{ salesforce_known('contacts') }}

    union all

    select
        id,
        'lead',
        converted_account_id,
        email,
        name,
        title,
        company,
        website,
        lead_source,
        owner_id,
        created_date,
        created_date,
        mql_at,
        sql_at
    from leads

)

select
    ---------- ids
    people.contact_id,
    people.record_type,
    people.account_id,
    lower(people.email) as email,

    ---------- the person
    people.name as full_name,
    people.title,
    people.company_name,
    {{ clean_domain('people.website') }} as website,
    people.lead_source,
    users.name as owner,
    'salesforce' as source_system,

    ---------- timestamps
    people.created_date as created_at,
    people.lead_created_at,
    people.mql_at,
    people.sql_at
from people
left join users on people.owner_id = users.id
