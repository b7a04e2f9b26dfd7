{#- What ad platforms have in common. -#}

{#- Cost in cents: platforms count in millionths or write ten digits, a rate of exchange has as many, and
    rows rounded one by one would not add up. What is left of a row after rounding is carried to the next
    row, so that at any day the sum is that of the costs themselves to the cent and no row is off by a
    cent or more. -#}
{% macro carried_cents(cost, currency, order_by) -%}
    cast(
        round(sum({{ cost }}) over (partition by {{ currency }} order by {{ order_by | replace(',', ' nulls last,') }} nulls last rows unbounded preceding), 2)
        - round(sum({{ cost }}) over (partition by {{ currency }} order by {{ order_by | replace(',', ' nulls last,') }} nulls last rows unbounded preceding) - {{ cost }}, 2)
        as decimal(15, 2)
    )
{%- endmacro %}


{#- The channel of a campaign whose kind says where it is shown. A search campaign has none: whether it
    bids on our own name is for channel_rules to say, and so is everything unknown. Google writes
    PERFORMANCE_MAX, Microsoft PerformanceMax. -#}
{% macro channel_of_campaign_type(campaign_type) -%}
    case replace(lower({{ campaign_type }}), '_', '')
        when 'display' then 'Display'
        when 'audience' then 'Display'
        when 'video' then 'Paid Video'
        when 'shopping' then 'Paid Shopping'
        when 'performancemax' then 'Cross-network'
        when 'demandgen' then 'Cross-network'
        when 'discovery' then 'Cross-network'
        when 'multichannel' then 'Cross-network'
    end
{%- endmacro %}


{#- What a campaign is called now, where only the rows of its report say what it was called that day. -#}
{% macro latest_name(name, campaign_id, day) -%}
    {{ first_known(name) }} over (
        partition by {{ campaign_id }}
        order by {{ day }} desc nulls last, {{ name }} nulls last
        rows between unbounded preceding and unbounded following
    )
{%- endmacro %}


{#- The number at the end of a name such as urn:li:organization:1234, or what is a number already. -#}
{% macro number_of_urn(urn) -%} regexp_extract({{ urn }}, '[^:]*$', 0) {%- endmacro %}


{#- The first day of a month written as 2026-1, 2026-01 or 2026-01-01, or a day. -#}
{% macro read_month(month) -%}
    cast({{ read_timestamp("case when length(" ~ month ~ ") < 8 then " ~ month ~ " || '-01' else " ~ month ~ " end") }} as date)
{%- endmacro %}


{#- How often an action was taken, in Meta's list of actions as JSON. -#}
{% macro count_of_action(actions, action_type) -%}
    try_cast(regexp_extract({{ actions }}, '"action_type": *"{{ action_type }}"[^}]*"value": *"?([0-9]+)', 1) as bigint)
{%- endmacro %}
