{#- Every page of G2 that somebody looked at, with the company, or the reason if it is unknown. -#}
{% macro g2_events() %}
    with events as (

        select
            row_key,
            id,
            coalesce(time, {{ read_timestamp(json_text('attributes', '$.time')) }}) as happened_at,
            coalesce(tag, {{ json_text('attributes', '$.tag') }}) as tag,
            coalesce(title, {{ json_text('attributes', '$.title') }}, url, {{ json_text('attributes', '$.url') }}) as title,
            coalesce(organization, {{ json_text('attributes', '$.organization') }}) as organization,
            -- an address that ends in the company's id
            regexp_replace(
                regexp_replace(coalesce(relationships__company__links__related, {{ json_text('relationships', '$.company.links.related') }}), '/?([?].*)?$', ''),
                '^.*/', ''
            ) as company_id
        from {{ ref('base_g2__remote_events_streams') }}
        where rejected_reason is null

    ),

    companies as (

        select
            id as company_id,
            coalesce(name, {{ json_text('attributes', '$.name') }}) as company_name,
            {{ clean_domain('coalesce(domain, ' ~ json_text('attributes', '$.domain') ~ ')') }} as company_domain
        from {{ ref('base_g2__companies') }}
        where rejected_reason is null

    )

    select
        events.*,
        coalesce(companies.company_domain, {{ domain_or_null('events.organization') }}) as company_domain,
        coalesce(companies.company_name, case when {{ domain_or_null('events.organization') }} is null then events.organization end) as company_name
    from events
    left join companies on events.company_id = companies.company_id
{% endmacro %}
