{#- Every call, meeting and e-mail with the one person, company and deal it is counted for, or the reason
    why it is turned away. It is one touch however many took part. -#}
{% macro hubspot_activities() %}
    with people as ({{ hubspot_activity_people() }}),

    companies as (

        select associations.engagement_id, associations.company_id
        from ({{ hubspot_associations('engagement_company', 'company_id', 'companies') }}) as associations
        left join people on associations.engagement_id = people.engagement_id
        qualify row_number() over (
            partition by associations.engagement_id
            order by
                coalesce(associations.company_id = people.own_company_id, false) desc,
                length(associations.company_id), associations.company_id
        ) = 1

    ),

    deals as (

        select engagement_id, deal_id
        from ({{ hubspot_associations('engagement_deal', 'deal_id', 'deals') }})
        qualify row_number() over (partition by engagement_id order by length(deal_id), deal_id) = 1

    )

    select
        {{ all_but('activities', ['email']) }},
        people.contact_id,
        companies.company_id,
        deals.deal_id,
        case when people.contact_id is null then activities.email end as email,
        {{ hubspot_activity_rejection() }} as reason
    from ({{ hubspot_activities_in_full() }}) as activities
    left join people on activities.engagement_id = people.engagement_id
    left join companies on activities.engagement_id = companies.engagement_id
    left join deals on activities.engagement_id = deals.engagement_id
{% endmacro %}


{% macro hubspot_activity_rejection() -%}
    case
        when activities.is_gone then 'is an activity that is no longer in engagement'
        when activities.happened_at is null then 'is an activity without a time'
        when coalesce(people.contact_id, companies.company_id, deals.deal_id, activities.email) is null
            then 'is an activity that concerns no contact, company or deal'
    end
{%- endmacro %}


{#- The one person each activity is counted for: who wrote or was written to, else the lowest id. -#}
{% macro hubspot_activity_people() %}
    select
        associations.engagement_id,
        associations.contact_id,
        contacts.property_associatedcompanyid as own_company_id
    from ({{ hubspot_associations('engagement_contact', 'contact_id', 'contacts') }}) as associations
    left join ({{ hubspot_activities_in_full() }}) as activities on associations.engagement_id = activities.engagement_id
    left join {{ ref('base_hubspot__contact') }} as contacts
        on associations.contact_id = contacts.id and contacts.rejected_reason is null
    qualify row_number() over (
        partition by associations.engagement_id
        order by
            coalesce(lower(contacts.property_email) = activities.email, false) desc,
            length(associations.contact_id), associations.contact_id
    ) = 1
{% endmacro %}


{#- The people, companies or deals that an activity is about: Fivetran has a table of them, Airbyte a
    list in the activity. -#}
{% macro hubspot_associations(table, id, list) %}
    select engagement_id, {{ id }}
    from {{ ref('base_hubspot__' ~ table) }}
    where rejected_reason is null
    {%- for activity in ['call', 'meeting', 'email'] %}
    union
    select engagement_id, {{ each_id_in(list) }}
    from {{ ref('base_hubspot__engagement_' ~ activity) }}
    where rejected_reason is null
    {%- endfor %}
{% endmacro %}


{#- Calls, meetings and e-mails with what `engagement` says of them: until 2023 it had their time, owner
    and direction. An e-mail that came in or was forwarded to HubSpot is what the other side wrote. -#}
{% macro hubspot_activities_in_full() %}
    with headers as (

        select
            id,
            max(case when rejected_reason is null then upper(type) end) as type,
            max(case when rejected_reason is null then timestamp end) as happened_at,
            max(case when rejected_reason is null then owner_id end) as owner_id
        from {{ ref('base_hubspot__engagement') }}
        where id is not null
        group by id

    ),

    activities as (

        select
            {{ all_but('rows_of_all', ['happened_at', 'owner_id']) }},
            coalesce(rows_of_all.happened_at, headers.happened_at) as happened_at,
            coalesce(rows_of_all.owner_id, headers.owner_id) as owner_id,
            coalesce(rows_of_all.email_direction, headers.type) in ('INCOMING_EMAIL', 'FORWARDED_EMAIL') as is_incoming_email,
            headers.id is not null and headers.type is null as is_gone
        from ({{ hubspot_activity_rows() }}) as rows_of_all
        left join headers on rows_of_all.engagement_id = headers.id

    )

    select
        {{ all_but('activities', ['touch_type', 'direction', 'from_email', 'to_email', 'is_incoming_email']) }},
        case when touch_type is not null then touch_type when is_incoming_email then 'email_replied' else 'email_sent' end as touch_type,
        case when touch_type is not null then direction when is_incoming_email then 'inbound' when not is_incoming_email then 'outbound' end as direction,
        case when is_incoming_email then from_email else to_email end as email
    from activities
{% endmacro %}


{#- Calls, meetings and e-mails in one layout, with what their own tables say. -#}
{% macro hubspot_activity_rows() %}
    select
        'engagement_call' as table_name, row_key, engagement_id, property_hs_timestamp as happened_at, property_hubspot_owner_id as owner_id,
        'call' as touch_type, property_hs_call_title as content,
        case when upper(property_hs_call_direction) in ('INBOUND', 'OUTBOUND') then lower(property_hs_call_direction) end as direction,
        cast(null as string) as email_direction, cast(null as string) as from_email, cast(null as string) as to_email
    from {{ ref('base_hubspot__engagement_call') }}
    where rejected_reason is null
    union all
    select
        'engagement_meeting', row_key, engagement_id, coalesce(property_hs_meeting_start_time, property_hs_timestamp), property_hubspot_owner_id,
        case when {{ is_demo("lower(coalesce(property_hs_activity_type, '') || ' ' || coalesce(property_hs_meeting_title, ''))") }} then 'demo' else 'meeting' end,
        property_hs_meeting_title,
        -- booked by the guest, on one of our pages for that
        case when upper(property_hs_meeting_source) in ('MEETINGS_PUBLIC', 'MEETINGS_EMBEDDED') then 'inbound' end,
        null, null, null
    from {{ ref('base_hubspot__engagement_meeting') }}
    where rejected_reason is null
    union all
    select
        'engagement_email', row_key, engagement_id, property_hs_timestamp, property_hubspot_owner_id,
        null, property_hs_email_subject, null,
        upper(property_hs_email_direction), lower(property_hs_email_from_email),
        lower(trim(split_part(replace(property_hs_email_to_email, ',', ';'), ';', 1)))
    from {{ ref('base_hubspot__engagement_email') }}
    where rejected_reason is null
{% endmacro %}
