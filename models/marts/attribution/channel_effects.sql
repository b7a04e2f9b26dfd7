{{- config(materialized=fitted()) -}}
{%- set rules = data_driven_rules(var('rules')) -%}
{%- do check_control_channels(rules) -%}

-- What each data-driven rule learned of each channel from the closed deals.
with channels as (

    select * from {{ ref('int_channel_factors') }}

),

evidence as (

    select * from {{ ref('int_evidence') }}

),

learned as (

    {% for rule in rules %}
    select
        '{{ rule.name }}' as rule,
        channels.channel,
        channels.factor,
        channels.deals,
        channels.wins,
        {% if rule.algorithm == 'markov' -%}
        effects.effect,
        effects.effect as gain,
        {% elif needs_win_model(rule) -%}
        coefficients.coefficient as effect,
        strengths.{{ rule.algorithm }}_gain as gain,
        {% else -%}
        channels.won_share as effect,
        channels.won_share as gain,
        {% endif -%}
        {{ 'true' if rule.algorithm == 'shapley' and not needs_win_model(rule) else 'evidence.is_enough' }} as is_enough,
        {{ 'channels.factor <> channels.channel' if needs_win_model(rule) else 'false' }} as is_pooled,
        coalesce(channels.channel in ({{ text_list(rule.control_channels) }}), false) as is_control
    from channels
    inner join evidence on evidence.learner = '{{ 'win_model' if needs_win_model(rule) else 'markov' }}'
    {% if rule.algorithm == 'markov' -%}
    left join {{ ref('int_markov_effects') }} as effects
        on channels.channel = effects.channel and effects.markov_order = {{ rule.order }}
    {% elif needs_win_model(rule) -%}
    left join {{ ref('int_channel_strengths') }} as strengths on channels.channel = strengths.channel
    left join {{ ref('int_win_coefficients') }} as coefficients
        on coefficients.kind = 'channel' and channels.factor = coefficients.level
    {% endif -%}
    {{ 'union all' if not loop.last }}
    {% else %}
    select null as rule, channel, factor, deals, wins, 0 as effect, 0 as gain, true as is_enough, false as is_pooled, false as is_control
    from channels
    where false
    {% endfor %}
),

judged as (

    select
        *,
        case
            when not is_enough then 'insufficient_data'
            when is_control then 'control'
            when effect is null then 'unseen'
            when is_pooled then 'pooled'
            else 'ok'
        end as status,
        case when is_control then 0 else coalesce(gain, 0) end as earning_gain
    from learned

)

select
    cast(rule as string) as rule,
    channel,
    deals,
    wins,
    cast(effect as double) as effect,
    round(earning_gain / nullif(cast(sum({{ as_units('earning_gain', type_whole()) }}) over (partition by rule) as double) / 1e15, 0), 12) as model_share,
    status
from judged
