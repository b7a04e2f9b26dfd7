{#- Programs by the campaign that they are: a program synced with a campaign of Salesforce is that
    campaign and has its name. -#}
{% macro marketo_programs() %}
    select
        id as program_id,
        coalesce(sfdc_id, 'marketo:program:' || id) as campaign_id,
        case when sfdc_id is null then name else coalesce(sfdc_name, name) end as campaign_name
    from {{ ref('base_marketo__program') }}
    where rejected_reason is null
{% endmacro %}


{#- Every change of a person's status in a program, with the reason if it is no response to it. Who
    registers and attends reaches success twice and has responded once. -#}
{% macro marketo_progressions() %}
    with changes as (

        select
            *,
            coalesce(success, false) as is_success,
            row_number() over (
                partition by lead_id, primary_attribute_value_id, coalesce(success, false)
                order by activity_date, length(id), id
            ) as change_number
        from {{ ref('base_marketo__activity_change_status_in_progression') }}
        where rejected_reason is null

    )

    select
        *,
        case
            when not is_success then 'is not a success status'
            when change_number > 1 then 'is a further success of the same person in the same program'
        end as reason
    from changes
{% endmacro %}
