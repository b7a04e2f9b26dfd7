{#- Whether a milestone is not after a conversion. One that is known by its day alone stands at the
    day's last microsecond and may be any time of the day: it is not after what happened that day. -#}
{% macro is_not_after(milestone, conversion) -%}
    case
        when {{ milestone }} + interval '1' microsecond = date_trunc('day', {{ milestone }} + interval '1' microsecond)
            then date_trunc('day', {{ milestone }}) <= {{ conversion }}
        else {{ milestone }} <= {{ conversion }}
    end
{%- endmacro %}
