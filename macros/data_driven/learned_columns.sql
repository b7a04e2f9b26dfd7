{#- The spine with what the data-driven rules learned: effect_<rule> of the touch's channel (null where
    the channel earns nothing by the rule), and the journey's logit of winning. -#}
{% macro touches_with_effects(rules) -%}
    {%- set learning = data_driven_rules(rules) -%}
    select
        touches.*
        {%- for rule in learning %},
        effects.effect_{{ rule.name }}
        {%- endfor %}
        {%- for rule in learning if rule.algorithm == 'removal' %}
        {%- if loop.first %},
        chances.is_won,
        chances.logit{% endif %},
        chances.baseline_logit_{{ rule.name }}
        {%- endfor %}
    from {{ of_changed_accounts(ref('int_journey_touches'), 'int_chance_versions') }} as touches
    {%- if learning %}
    left join (
        select
            channel
            {%- for rule in learning %},
            max(effect) filter (where rule = '{{ rule.name }}') as effect_{{ rule.name }}
            {%- endfor %}
        from {{ ref('channel_effects') }}
        where status in ('ok', 'pooled')
        group by channel
    ) as effects on touches.channel = effects.channel
    {%- endif %}
    {%- if learning | selectattr('algorithm', 'equalto', 'removal') | list %}
    left join {{ ref('int_win_chances') }} as chances on touches.journey_id = chances.journey_id
    {%- endif %}
{%- endmacro %}


{#- The logit of a journey with one touch less of the touch's channel. -#}
{% macro logit_without_touch(name) -%}
    logit - effect_{{ name }} * (ln(1 + channel_touch_count) - ln(channel_touch_count))
{%- endmacro %}


{#- What a removal rule says of a touch of a closed deal: the chance of winning with it, without it, and
    the share of the chance that was there before any touch which can earn. -#}
{% macro chance_columns(rules) -%}
    {%- for rule in data_driven_rules(rules) if rule.algorithm == 'removal' %},
    case when is_won is not null then round({{ probability('logit') }}, 12) end as p_win_{{ rule.name }},
    case when is_won is not null then round({{ probability(logit_without_touch(rule.name)) }}, 12) end as p_without_touch_{{ rule.name }},
    case
        when is_won is not null
            then round(least(1, {{ probability('baseline_logit_' ~ rule.name) }} / {{ probability('logit') }}), 12)
    end as baseline_share_{{ rule.name }}
    {%- endfor %}
{%- endmacro %}


{#- The same columns for a journey that nobody was seen in. -#}
{% macro no_chance_columns(rules) -%}
    {%- for rule in data_driven_rules(rules) if rule.algorithm == 'removal' %},
    null as p_win_{{ rule.name }}, null as p_without_touch_{{ rule.name }}, null as baseline_share_{{ rule.name }}
    {%- endfor %}
{%- endmacro %}


{#- One of these columns for any rule: null for those that say nothing of chances. -#}
{% macro chance_of(rule, column) -%}
    {{ column ~ '_' ~ rule.name if rule.get('algorithm', rule.name) == 'removal' else 'cast(null as double)' }}
{%- endmacro %}
