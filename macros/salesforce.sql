{#- Each time an opportunity entered a stage. The history has a row for every change of its stage,
    amount, probability or close date, so only the first row of a stay in a stage is an entry. -#}
{% macro salesforce_stage_entries() %}
    select
        opportunity_id,
        stage_name,
        amount,
        created_date as entered_at
    from (
        select
            *,
            lag(stage_name) over (partition by opportunity_id order by created_date, id) as previous_stage
        from {{ ref('base_salesforce__opportunity_history') }}
        where rejected_reason is null
    )
    where previous_stage is null or previous_stage <> stage_name
{% endmacro %}


{#- Some columns of the accepted rows of a raw table. -#}
{% macro salesforce_records(table, columns) %}
    select {{ columns | join(', ') }}
    from {{ ref('base_salesforce__' ~ table) }}
    where rejected_reason is null
{% endmacro %}


{#- Whose business a deal is, by the values that Salesforce comes with and the usual ones beside
    them. Any other value stays, as a name. -#}
{% macro salesforce_deal_type(type) -%}
    {%- set words = as_words(type) -%}
    case
        when {{ words }} like 'new business%' or {{ words }} like 'new customer%' or {{ words }} like 'new logo%' then 'new_business'
        when {{ words }} like '%renewal%' then 'renewal'
        when {{ words }} like '%upgrade%' or {{ words }} like '%upsell%' or {{ words }} like '%cross%sell%' or {{ words }} like '%expansion%'
            or {{ words }} like 'add on%' or {{ words }} in ('existing business', 'existing customer') then 'expansion'
        else replace({{ as_name(type) }}, '___', '_')
    end
{%- endmacro %}


{#- What a task was: its type, which people and tools write, beside its subtype, which is Salesforce's
    own. A voicemail is a call. -#}
{% macro salesforce_task_type(kind, is_inbound) -%}
    case
        when {{ matches(kind, "'call|voicemail'") }} then 'call'
        when {{ matches(kind, "'e-?mail'") }} and {{ is_inbound }} then 'email_replied'
        when {{ matches(kind, "'e-?mail'") }} then 'email_sent'
        when {{ is_demo(kind) }} then 'demo'
        when {{ matches(kind, "'meeting'") }} then 'meeting'
        else 'other'
    end
{%- endmacro %}


{% macro is_demo(text) -%} {{ matches(text, "'(^|[^a-z])demo(nstration)?s?([^a-z]|$)'") }} {%- endmacro %}


{#- Exchange rates as Salesforce keeps them: units of a currency per unit of the corporate one, whose
    own rate is 1 at all times. The first rate of a currency begins in the year 0. -#}
{% macro salesforce_rates() %}
    select
        row_key,
        upper(iso_code) as currency,
        case
            when start_date is null or start_date like '0%' then date '1900-01-01'
            else cast({{ read_timestamp('start_date') }} as date)
        end as valid_from,
        conversion_rate,
        min(conversion_rate) over (partition by upper(iso_code)) = 1
        and max(conversion_rate) over (partition by upper(iso_code)) = 1 as is_corporate
    from {{ ref('base_salesforce__dated_conversion_rate') }}
    where rejected_reason is null
{% endmacro %}


{#- The roles of each person on a deal, the primary one first: a person has one role there. -#}
{% macro salesforce_contact_roles() %}
    select
        *,
        row_number() over (
            partition by opportunity_id, contact_id
            order by coalesce(is_primary, false) desc, case when role is null then 1 else 0 end, id
        ) as role_number
    from {{ ref('base_salesforce__opportunity_contact_role') }}
    where rejected_reason is null
{% endmacro %}


{#- The rows of records that are known: accepted ones, and of a record that was merged into another, which
    Salesforce marks as deleted, the latest. What it says still leads to the record that survived. -#}
{% macro salesforce_known(relation) -%}
    where
        {{ relation }}.rejected_reason is null
        or ({{ relation }}.master_record_id <> {{ relation }}.id and {{ relation }}.rejected_reason = 'the source has deleted the row')
    qualify
        row_number() over (
            partition by {{ relation }}.id
            order by case when {{ relation }}.rejected_reason is null then 1 else 2 end, {{ relation }}.loaded_at desc nulls last, {{ relation }}.row_key
        ) = 1
{%- endmacro %}
