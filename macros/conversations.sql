{#- Calls and meetings that two systems have, as a rule the CRM that logs them and the tool that records
    them: those to be left out, with the source whose row counts, and the row where it is one alone. A
    meeting is kept before a call, a recording before a log. -#}
{% macro conversations_logged_twice(touches) %}
    select
        logged_id as touch_id,
        min(counted_source) as counted_source,
        min(counted_id) filter (where place_for_log = 1) as counted_touch_id
    from (
        select
            *,
            row_number() over (partition by logged_id order by minutes_apart, counted_id) as place_for_log,
            row_number() over (partition by counted_id order by minutes_apart, logged_id) as place_for_recording
        from ({{ likely_conversations(touches) }})
    )
    -- people on a meeting may each have a log of it, while every telephone call is one of its own
    where not is_call or (place_for_log = 1 and place_for_recording = 1)
    group by logged_id
{% endmacro %}


{#- Pairs that may be one conversation with an account: meetings that begin within a quarter of an hour,
    and calls with one person that are logged within an hour, which is when a log is closed, also calls
    with nobody in particular by one of us; or, where the day is all that is known, that day's. -#}
{% macro likely_conversations(touches) %}
    {%- set minutes_apart = 'abs(' ~ days_between('counted.touched_at', 'logged.touched_at') ~ ' * 24 * 60)' %}
    {%- set is_call = "(logged.touch_type = 'call' or counted.touch_type = 'call')" %}
    select
        logged.touch_id as logged_id,
        counted.touch_id as counted_id,
        counted.source_system as counted_source,
        {{ is_call }} as is_call,
        {{ minutes_apart }} as minutes_apart
    from {{ conversations(touches) }} as logged
    inner join {{ conversations(touches) }} as counted
        on
            logged.account_id = counted.account_id
            and logged.source_system <> counted.source_system
            and (
                logged.preference > counted.preference
                or (logged.preference = counted.preference and logged.source_system > counted.source_system)
            )
    where
        case
            when coalesce(logged.is_date_only, false) or coalesce(counted.is_date_only, false)
                then cast(logged.touched_at as date) = cast(counted.touched_at as date) and logged.contact_id = counted.contact_id
            when not {{ is_call }} then {{ minutes_apart }} <= 15
            else {{ minutes_apart }} <= 60 and (
                logged.deal_id = counted.deal_id
                or coalesce(
                    logged.contact_id = counted.contact_id, coalesce(lower(logged.owner) = lower(counted.owner), true)
                )
            )
        end
{% endmacro %}


{% macro conversations(touches) -%}
    (
        select
            *,
            case when touch_type = 'call' then 2 else 0 end
            + case when source_system in ({% for source in sources_of('deals') %}'{{ source }}', {% endfor %}'') then 1 else 0 end
                as preference
        from {{ touches }}
        where touch_type in ('call', 'meeting', 'demo') and not is_response and account_id is not null
    )
{%- endmacro %}
