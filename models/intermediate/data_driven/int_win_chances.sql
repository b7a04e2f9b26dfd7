{%- set removal_rules = data_driven_rules(var('rules')) | selectattr('algorithm', 'equalto', 'removal') | list -%}
{%- set term = 'coefficients.coefficient * ln(1 + channels.touch_count)' -%}

-- How likely each journey was to win, by the win model, and how likely without any touch that may earn.
-- A model of too little data has nothing to say.
with coefficients as (

    select * from {{ ref('int_win_coefficients') }}
    where {{ is_learned('win_model') }}

),

channel_terms as (

    select
        channels.journey_id,
        {%- for rule in removal_rules %}
        {{ exact_sum('case when channels.channel in (' ~ text_list(rule.control_channels) ~ ') then ' ~ term ~ ' else 0 end') }}
            as control_logit_{{ rule.name }},
        {%- endfor %}
        {{ exact_sum(term) }} as logit
    from {{ ref('int_journey_channels') }} as channels
    inner join {{ ref('int_channel_factors') }} as own on channels.channel = own.channel
    inner join coefficients on coefficients.kind = 'channel' and own.factor = coefficients.level
    group by channels.journey_id

),

bare as (

    select
        features.journey_id,
        features.is_won,
        intercept.coefficient
        + coalesce(segments.coefficient, 0)
        + coalesce(deal_types.coefficient, 0)
        + coalesce(deal_sizes.coefficient, 0)
        + features.ln_days * days.coefficient as logit
    from {{ ref('int_journey_features') }} as features
    inner join coefficients as intercept on intercept.kind = 'intercept'
    inner join coefficients as days on days.kind = 'ln_days'
    left join coefficients as segments on segments.kind = 'segment' and features.segment = segments.level
    left join coefficients as deal_types on deal_types.kind = 'deal_type' and features.deal_type = deal_types.level
    left join coefficients as deal_sizes on deal_sizes.kind = 'deal_size' and features.deal_size = deal_sizes.level

)

select
    bare.journey_id,
    bare.is_won,
    {% for rule in removal_rules -%}
    bare.logit + coalesce(channel_terms.control_logit_{{ rule.name }}, 0) as baseline_logit_{{ rule.name }},
    {% endfor -%}
    bare.logit + coalesce(channel_terms.logit, 0) as logit
from bare
left join channel_terms on bare.journey_id = channel_terms.journey_id
