{#- The configured rules with what their lines leave out. -#}
{% macro completed(rules, redistribution) %}
    {%- set lines = [] -%}
    {%- for rule in rules -%}
        {%- do lines.append(dict({'algorithm': rule.name, 'fallback': 'linear', 'redistribution': redistribution}, **rule)) -%}
    {%- endfor -%}
    {{ return(lines) }}
{% endmacro %}


{#- A rule's weight in whole units of 1e-18: integers, so that no sum depends on the order of rows. -#}
{% macro as_weight(expression) -%}
    cast(round(({{ expression }}) * 1e18) as {{ type_whole() }})
{%- endmacro %}


{#- The weight that counts: the rule's, where its journey has none the fallback's, else 1. -#}
{% macro settled(weight, total, fallback, fallback_total) -%}
    case when {{ total }} > 0 then {{ weight }} when {{ fallback_total }} > 0 then {{ fallback }} else 1 end
{%- endmacro %}


{#- The share of the journey: 0 to 1, 12 digits. -#}
{% macro credit(weight, total) -%}
    round(cast({{ weight }} as double) / cast({{ total }} as double), 12)
{%- endmacro %}


{#- A touch's part of the journey's value: the cents up to and with it, less the cents before it.
    Rounding the running share, not each share, makes the parts sum to the value to the cent. -#}
{% macro credited_value(weight_so_far, weight, total) -%}
    cast(
        sign(journey_value) * (
            {{ whence.cents_so_far(weight_so_far, total) }}
            - {{ whence.cents_so_far('(' ~ weight_so_far ~ ' - ' ~ weight ~ ')', total) }}
        ) / 100 as decimal(18, 2)
    )
{%- endmacro %}


{#- Value x weight / total in cents, halves away from zero. What lies within half a millionth of a
    cent of a half counts as one, and more for very large values, as much as a double can err. -#}
{% macro cents_so_far(weight, total) -%}
    {%- set cents = 'cast(abs(journey_value) * 100 as double)' -%}
    floor(
        cast({{ weight }} as double) / cast({{ total }} as double) * {{ cents }}
        + (500000.5e-6 + 4e-16 * {{ cents }})
    )
{%- endmacro %}


{#- What a touch was in its journey, in words: `first, lead creation`. -#}
{% macro touch_roles() -%}
    nullif(substr(
        {%- for role in ['first', 'lead_creation', 'mql', 'opportunity_creation', 'close', 'last'] %}
        {{ '|| ' if not loop.first }}case when is_{{ role }}_touch then ', {{ role | replace('_', ' ') }}' else '' end
        {%- endfor %}, 3
    ), '')
{%- endmacro %}


{#- The columns of a credit that say whose it is. -#}
{% macro credit_keys() -%}
    goal,
    journey_id,
    deal_id,
    account_id,
    contact_id,
    touch_id,
    touched_at,
    converted_at,
    journey_value,
    channel,
    campaign_id,
    campaign_name,
    content,
    team,
    touch_type
{%- endmacro %}
