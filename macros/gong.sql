{#- Every call and meeting with the one person outside, the account and the deal it is counted for, or
    the reason why it is turned away. It is one touch however many took part. -#}
{% macro gong_calls() %}
    with guests as ({{ gong_guests() }}),

    links as (

        select
            call_id,
            -- several records of one kind point nowhere
            case when count(distinct account_id) = 1 then min(account_id) end as account_id,
            case when count(distinct deal_id) = 1 then min(deal_id) end as deal_id
        from ({{ gong_records() }})
        group by call_id

    )

    select
        calls.*,
        guests.email,
        links.account_id,
        links.deal_id,
        case
            when lower(calls.scope) = 'internal' then 'is an internal call'
            when coalesce(guests.email, links.account_id, links.deal_id) is null
                then 'concerns nobody we know of: no e-mail address from outside, and no single account or deal'
        end as reason
    from {{ ref('base_gong__call') }} as calls
    left join guests on calls.id = guests.call_id
    left join links on calls.id = links.call_id
    where calls.rejected_reason is null
{% endmacro %}


{#- The one person outside whom a call is counted for: one who spoke before one who was only invited, then
    the first by e-mail address. -#}
{% macro gong_guests() %}
    select
        call_id,
        lower(email_address) as email
    from (
        select call_id, email_address, affiliation, user_id, speaker_id
        from {{ ref('base_gong__call_participant') }}
        where rejected_reason is null
        union all
        select
            call_id,
            {{ json_text('party', '$.emailAddress') }},
            {{ json_text('party', '$.affiliation') }},
            {{ json_text('party', '$.userId') }},
            {{ json_text('party', '$.speakerId') }}
        from (
            select {{ gong_call_id() }} as call_id, {{ each_item_of('parties') }} as party
            from {{ ref('base_gong__call_participant') }}
            where rejected_reason is null
        )
    )
    where email_address like '%_@_%' and user_id is null and coalesce(lower(affiliation), '') <> 'internal'
    qualify row_number() over (partition by call_id order by speaker_id is null, lower(email_address)) = 1
{% endmacro %}


{#- The accounts and deals that calls are about, by the CRM's ids. -#}
{% macro gong_records() %}
    select
        call_id,
        case when lower(object_type) in ('account', 'company') then object_id end as account_id,
        case when lower(object_type) in ('opportunity', 'deal') then object_id end as deal_id
    from (
        select call_id, object_type, object_id
        from {{ ref('base_gong__call_context_integration') }}
        where rejected_reason is null
        union all
        select
            call_id,
            {{ json_text('record', '$.objectType') }},
            {{ json_text('record', '$.objectId') }}
        from (
            select call_id, {{ each_item_of(json_text('integration', '$.objects')) }} as record
            from (
                select {{ gong_call_id() }} as call_id, {{ each_item_of('context') }} as integration
                from {{ ref('base_gong__call_context_integration') }}
                where rejected_reason is null
            )
        )
    )
{% endmacro %}


{#- The id of a row of Airbyte's extensiveCalls, whose own column of it is a number with too few digits. -#}
{% macro gong_call_id() -%} coalesce({{ json_text('metadata', '$.id') }}, call_id) {%- endmacro %}
