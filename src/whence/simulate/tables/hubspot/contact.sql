with merged as (

    select
        person,
        string_agg(cast(id as varchar), ';' order by merged_at, id) as ids
    from hubspot_contacts
    where master_id is not null
    group by person

),

additional as (

    select
        contacts.person,
        string_agg(distinct records.email, ';' order by records.email) as emails
    from hubspot_contacts as contacts
    inner join records using (record)
    where contacts.copy = 'private' and contacts.master_id is not null
    group by contacts.person

)

select
    contacts.id,
    contacts.master_id is not null as _fivetran_deleted,
    case contacts.copy
        when 'main' then links.email
        when 'private' then records.email
    end as property_email,
    case when contacts.copy = 'main' then concat_ws(';', links.other_email, additional.emails) end
        as property_hs_additional_emails,
    everybody.first_name as property_firstname,
    everybody.last_name as property_lastname,
    everybody.title as property_jobtitle,
    case when contacts.copy in ('main', 'private') then records.company end as property_company,
    cast(null as varchar) as property_website,
    case when contacts.copy = 'main' then account_key(links.account) end as property_associatedcompanyid,
    40000 + users.number as property_hubspot_owner_id,
    case people.buying_role
        when 'economic_buyer' then 'BUDGET_HOLDER'
        when 'user' then 'END_USER'
        else upper(people.buying_role)
    end as property_hs_buying_role,
    hubspot_source(everybody.lead_source) as property_hs_analytics_source,
    case
        when contacts.copy <> 'main' then 'lead'
        when everybody.sql_at is not null then 'salesqualifiedlead'
        when everybody.mql_at is not null then 'marketingqualifiedlead'
        when everybody.lead_at is not null then 'lead'
        else 'opportunity'
    end as property_lifecyclestage,
    case when contacts.copy = 'main' then everybody.lead_at end as property_hs_lifecyclestage_lead_date,
    case when contacts.copy = 'main' then everybody.mql_at end as property_hs_lifecyclestage_marketingqualifiedlead_date,
    case when contacts.copy = 'main' then everybody.sql_at end as property_hs_lifecyclestage_salesqualifiedlead_date,
    case when contacts.copy = 'main' then merged.ids end as property_hs_merged_object_ids,
    case when contacts.copy in ('main', 'private') then records.created_at else everybody.contact_at end as property_createdate,
    synced(coalesce(contacts.merged_at, records.created_at), contacts.record) as _fivetran_synced
from hubspot_contacts as contacts
inner join records using (record)
inner join everybody on contacts.person = everybody.person
inner join hubspot_links as links on contacts.person = links.person
left join merged on contacts.person = merged.person
left join additional on contacts.person = additional.person
left join drawn_people as people on contacts.person = people.person
left join known_accounts as accounts on everybody.account = accounts.account
left join our_users as users on accounts.developer = users.name
order by property_createdate, contacts.id
