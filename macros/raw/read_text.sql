{#- A text read as one of the types that layouts declare, null when it cannot be. `epoch`: a time may
    also be written as seconds, milliseconds or microseconds since 1970, told apart by their digits. -#}
{% macro read_text(text, data_type, epoch=false) -%}
    {%- if data_type == 'timestamp' and epoch -%} coalesce({{ read_epoch(text) }}, {{ read_timestamp(text) }})
    {%- elif data_type == 'timestamp' -%} {{ read_timestamp(text) }}
    {%- elif data_type == 'string' -%} {{ text }}
    {%- elif data_type == 'date' -%} cast({{ read_timestamp(text) }} as date)
    {%- elif data_type == 'double' -%} case when abs(try_cast({{ text }} as double)) <= 1.7976931348623157e308 then try_cast({{ text }} as double) end
    {%- else -%} try_cast({{ text }} as {{ data_type }})
    {%- endif -%}
{%- endmacro %}


{#- A time in UTC: ISO text; an offset or zone in it is honoured, none means UTC. Years outside
    1900 to 2199 are slips of the keyboard or of an export, not times. -#}
{% macro read_timestamp(text) -%}
    case
        when not {{ matches(text, "'^(19|20|21)[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}($|[ T][0-9])'") }} then null
        when {{ matches(text, "':.*([zZ]|[+-][0-9:]+|[a-zA-Z]{3}.*)$'") }}
            then {{ utc_of("replace(replace(" ~ text ~ ", ' +', '+'), ' -', '-')") }}
        else try_cast({{ text }} as timestamp)
    end
{%- endmacro %}


{#- The time in UTC of a text with an offset or a zone; null where it is none. -#}
{% macro utc_of(text) %}{{ return(adapter.dispatch('utc_of', 'whence')(text)) }}{% endmacro %}

{#- where the zone of the session is UTC and an offset is read with the time -#}
{% macro default__utc_of(text) -%} try_cast({{ text }} as timestamp) {%- endmacro %}

{% macro duckdb__utc_of(text) -%} try_cast({{ text }} as timestamptz) at time zone 'UTC' {%- endmacro %}


{% macro read_epoch(text) -%}
    case
        when {{ matches_whole(text, "'[0-9]{9,11}'") }} then {{ instant_of('try_cast(' ~ text ~ ' as bigint) * 1000000') }}
        when {{ matches_whole(text, "'[0-9]{12,14}'") }} then {{ instant_of('try_cast(' ~ text ~ ' as bigint) * 1000') }}
        when {{ matches_whole(text, "'[0-9]{15,17}'") }} then {{ instant_of('try_cast(' ~ text ~ ' as bigint)') }}
    end
{%- endmacro %}


{% macro is_date_only(text) -%} {{ matches_whole(text, "'[0-9]+-[0-9]+-[0-9]+'") }} {%- endmacro %}


{% macro read_milestone(text) -%}
    {{ as_milestone(read_timestamp(text), is_date_only(text)) }}
{%- endmacro %}


{#- When a milestone counts: a bare date up to its last microsecond. -#}
{% macro as_milestone(timestamp, is_date_only) -%}
    {{ timestamp }}
    + case when {{ is_date_only }} then interval '1' day - interval '1' microsecond else interval '0' day end
{%- endmacro %}


{% macro unreadable(data_type) %}
    {{ return({
        'timestamp': 'is not a time; write it as 2026-01-31 or 2026-01-31 14:05:00 (UTC)',
        'date': 'is not a date; write it as 2026-01-31',
        'decimal(15,2)': 'is not an amount; write it as 1234.56, at most 13 digits before the point',
        'bigint': 'is not a whole number',
        'double': 'is not a number',
        'boolean': 'is not true or false',
    }[data_type]) }}
{% endmacro %}
