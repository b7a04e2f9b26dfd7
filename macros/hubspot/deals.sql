{#- Every deal with its company, stage and outcome; those that cannot have them have a column at fault. -#}
{% macro hubspot_deals() %}
    with deals as ({{ hubspot_deals_in_stages() }}),

    closings as (

        select deal_id, stage_id, max(entered_at) as entered_at
        from ({{ hubspot_stage_entries() }})
        group by deal_id, stage_id

    )

    select
        deals.*,
        companies.company_id,
        {{ as_milestone('deals.property_createdate', 'deals.property_createdate_is_date_only') }} as create_time,
        coalesce(
            {{ as_milestone('deals.property_closedate', 'deals.property_closedate_is_date_only') }}, closings.entered_at
        ) as close_time,
        case when not deals.is_closed then 'open' when deals.is_won then 'won' else 'lost' end as outcome,
        case
            when deals.is_closed is null or (deals.is_closed and deals.is_won is null) then 'deal_pipeline_stage_id'
            when companies.company_id is null then 'company_id'
            when deals.is_closed and coalesce(deals.property_closedate, closings.entered_at) is null then 'property_closedate'
        end as column_at_fault
    from deals
    left join ({{ hubspot_deal_companies() }}) as companies on deals.deal_id = companies.deal_id
    left join closings on deals.deal_id = closings.deal_id and deals.deal_pipeline_stage_id = closings.stage_id
{% endmacro %}


{% macro hubspot_deal_rejection(column) -%}
    case {{ column }}
        when 'deal_pipeline_stage_id' then 'is a stage that says nothing of whether its deals are open, won or lost'
        when 'company_id' then 'is missing: the deal is associated with no company'
        when 'property_closedate' then 'is missing, and the deal is won or lost'
    end
{%- endmacro %}


{#- Every deal with its stage's name, and whether it is closed and won: as the stage says, where it says
    nothing as the deal itself says, else by probability, which is 1 or 0 for closed deals alone. -#}
{% macro hubspot_deals_in_stages() %}
    with deals as (

        select
            deals.*,
            coalesce(stages.label, deals.deal_pipeline_stage_id) as stage,
            stages.is_closed as stage_is_closed,
            coalesce(stages.probability, deals.own_probability) as stage_probability,
            coalesce(
                stages.closed_won, deals.property_hs_is_closed_won, coalesce(stages.probability, deals.own_probability) = 1
            ) as is_won
        from (
            select *, {{ read_text('property_hs_deal_stage_probability', 'double') }} as own_probability
            from {{ ref('base_hubspot__deal') }}
            where rejected_reason is null
        ) as deals
        left join ({{ hubspot_stages() }}) as stages on deals.deal_pipeline_stage_id = stages.stage_id

    )

    select
        *,
        coalesce(
            stage_is_closed, property_hs_is_closed, is_won or stage_probability = 0,
            case when deal_pipeline_stage_id is null then false end
        ) as is_closed
    from deals
{% endmacro %}


{#- The company of each deal: its primary one, as the association or the deal itself says, else the one
    with the lowest id. Portals number kinds of association of their own, so that 5 means the primary
    company only where HubSpot defined it. -#}
{% macro hubspot_deal_companies() %}
    with companies as (

        select
            deal_id,
            company_id,
            coalesce(type_id = '5' and coalesce(category, '') <> 'USER_DEFINED', false) as is_primary
        from {{ ref('base_hubspot__deal_company') }}
        where rejected_reason is null
        union all
        select deal_id, {{ each_id_in('companies') }}, false
        from {{ ref('base_hubspot__deal') }}
        where rejected_reason is null
        union all
        select deal_id, property_hs_primary_associated_company, true
        from {{ ref('base_hubspot__deal') }}
        where rejected_reason is null and property_hs_primary_associated_company is not null

    )

    select deal_id, company_id
    from companies
    qualify row_number() over (partition by deal_id order by is_primary desc, length(company_id), company_id) = 1
{% endmacro %}


{#- The stages of all pipelines, whose ids are unique in a portal. Airbyte lists the stages of a
    pipeline in one cell, in the API's older or newer writing. -#}
{% macro hubspot_stages() %}
    with lists as (

        select
            {{ each_item_of('stages') }} as stage,
            loaded_at
        from {{ ref('base_hubspot__deal_pipeline_stage') }}
        where rejected_reason is null

    ),

    stages as (

        select stage_id, label, probability, is_closed, closed_won, loaded_at
        from {{ ref('base_hubspot__deal_pipeline_stage') }}
        where rejected_reason is null and stage_id is not null
        union all
        select
            coalesce({{ json_text('stage', '$.stageId') }}, {{ json_text('stage', '$.id') }}),
            {{ json_text('stage', '$.label') }},
            {{ json_text('stage', '$.metadata.probability') }},
            {{ read_text(json_text('stage', '$.metadata.isClosed'), 'boolean') }},
            null,
            loaded_at
        from lists

    )

    select stage_id, label, {{ read_text('probability', 'double') }} as probability, is_closed, closed_won
    from stages
    qualify row_number() over (partition by stage_id order by loaded_at desc nulls last, label) = 1
{% endmacro %}


{#- When deals entered stages. -#}
{% macro hubspot_stage_entries() %}
    select
        deal_id,
        value as stage_id,
        {{ as_milestone('date_entered', 'date_entered_is_date_only') }} as entered_at
    from {{ ref('base_hubspot__deal_stage') }}
    where rejected_reason is null and coalesce(property, 'dealstage') = 'dealstage'
{% endmacro %}
