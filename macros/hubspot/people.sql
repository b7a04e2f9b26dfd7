{#- The names of the users who own records. -#}
{% macro hubspot_owners() %}
    select
        owner_id,
        coalesce(nullif(trim(concat(coalesce(first_name, ''), ' ', coalesce(last_name, ''))), ''), email, owner_id) as owner
    from {{ ref('base_hubspot__owner') }}
    where rejected_reason is null
{% endmacro %}


{#- The part a person plays in a purchase. Of several, deciding is the one that matters most. -#}
{% macro hubspot_buying_role(roles) -%}
    case
        when ';' || upper({{ roles }}) || ';' like '%;DECISION_MAKER;%' then 'decision_maker'
        else {{ as_name("split_part(" ~ roles ~ ", ';', 1)") }}
    end
{%- endmacro %}


{#- When a contact became a lead, an MQL or an SQL. -#}
{% macro hubspot_lifecycle_time(stage) -%}
    {%- set column = 'contacts.property_hs_lifecyclestage_' ~ stage ~ '_date' -%}
    {{ as_milestone(column, column ~ '_is_date_only') }}
{%- endmacro %}
