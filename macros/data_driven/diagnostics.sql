{#- Measures of model_diagnostics: {learner, channel, diagnostic, value, threshold, is_flagged, meaning}. -#}

{#- Whether there is enough to learn from. -#}
{% macro evidence_measures(learner) -%}
    {%- set wanted = {
        'wins': ('wins', minimum_data('wins'), 'won deals'),
        'losses': ('losses', minimum_data('losses'), 'lost deals'),
        'wins_per_coefficient': (
            'wins / nullif(cast(coefficient_count as double), 0)', minimum_data('wins_per_coefficient'),
            'won deals for each of the things to estimate'),
    } -%}
    {%- for diagnostic, (value, threshold, words) in wanted.items() %}
    select
        '{{ learner }}' as learner,
        cast(null as string) as channel,
        '{{ diagnostic }}' as diagnostic,
        {{ value }} as value,
        {{ threshold }} as threshold,
        {{ value }} < {{ threshold }} as is_flagged,
        case
            when {{ value }} < {{ threshold }}
                then 'There are ' || cast({{ 'floor(' ~ value ~ ' * 10) / 10' if 'coefficient' in diagnostic else value }} as string) || ' {{ words }} and at least {{ threshold }} are needed: the rule falls back.'
            else 'Enough {{ words }}.'
        end as meaning
    from evidence
    where learner = '{{ learner }}'
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}


{#- Whether the win model can tell deals that it has not seen. -#}
{% macro validation_measures() -%}
    select
        'win_model', null, 'auc', auc, 0.6, auc < 0.6 or auc > 0.98,
        case
            when auc is null then 'There are no deals of both kinds to tell apart.'
            when auc > 0.98 then 'Of two deals that it had not seen, one won and one lost, the model knows which nearly always (auc): something that it looks at may be caused by the outcome.'
            when auc < 0.6 then 'Of two deals that it had not seen, one won and one lost, the model knows which in only ' || cast(round(100 * auc) as integer)
                || ' % of cases (auc), where guessing gives 50 %: do not move money by the credits.'
            else 'How often the model knows which, of two deals that it had not seen, one won and one lost; 0.5 is guessing.'
        end
    from validation
    union all
    select
        'win_model', null, 'log_loss', log_loss, log_loss_of_win_rate, log_loss >= log_loss_of_win_rate,
        case
            when log_loss is null then 'There is no closed deal to judge the model by.'
            when log_loss >= log_loss_of_win_rate then 'Touches say no more about new deals than the win rate alone (log_loss): do not trust the credits.'
            else 'The model foretells new deals better than the win rate alone.'
        end
    from validation
{%- endmacro %}


{#- What may be wrong with single channels. -#}
{% macro channel_measures() -%}
    {%- for learner in ['markov', 'win_model'] %}
    select
        '{{ learner }}', channel, 'outcome_driven', late_ratio, 3, late_ratio > 3 and late_touches_won >= 20,
        case
            when late_ratio > 3 and late_touches_won >= 20
                then 'In the 14 days before the end won deals have far more of these touches than lost ones: winning may cause them. '
                    || 'If so, exclude them (seeds/exclusions.csv).'
            when late_ratio > 3 then 'Won deals have more of these touches in the 14 days before the end, but they are too few to say.'
            else 'Touches in the 14 days before the end per won deal, against those per lost deal.'
        end
    from channels
    union all
    select
        '{{ learner }}', channel, 'share_of_deals', deals / cast(all_deals as double), 1, deals = all_deals,
        case
            when deals = all_deals then 'Every closed deal has this channel: nothing shows what happens without it.'
            else 'The share of closed deals that have this channel.'
        end
    from channels
    union all
    {%- endfor %}
    select 'win_model', channel, 'coefficient', coefficient, 0, coefficient < 0,
        case
            when coefficient < 0 then 'Deals with this channel were won less often than their other touches say: it earns nothing.'
            else 'What the channel adds to the logit of winning for each unit of ln(1 + touches).'
        end
    from coefficients
    where {{ is_learned('win_model') }}
    union all
    select 'win_model', channel, 'sign_flips', sign_flips, 0, sign_flips > 0,
        case
            when sign_flips > 0 then 'Whether this channel helps depends on which deals are looked at.'
            else 'The sign of the coefficient is the same without any fifth of the deals.'
        end
    from coefficients
    where {{ is_learned('win_model') }}
{%- endmacro %}
