{{- config(materialized=fitted()) -}}
{%- set rules = data_driven_rules(var('rules')) -%}

-- What speaks for and against believing each data-driven rule, measure by measure.
with evidence as (

    select * from {{ ref('int_evidence') }}

),

validation as (

    select * from {{ ref('int_win_validation') }}

),

channels as (

    select
        factors.channel,
        factors.deals,
        evidence.wins + evidence.losses as all_deals,
        factors.late_touches_won / nullif(cast(evidence.wins as double), 0)
        / nullif(greatest(factors.late_touches_lost, 1) / nullif(cast(evidence.losses as double), 0), 0) as late_ratio,
        factors.late_touches_won
    from {{ ref('int_channel_factors') }} as factors
    inner join evidence on evidence.learner = 'markov'
    where factors.deals > 0

),

coefficients as (

    select
        own.channel,
        whole.coefficient,
        count(*) filter (where sign(folds.coefficient) <> sign(whole.coefficient)) as sign_flips
    from {{ ref('int_channel_factors') }} as own
    inner join {{ ref('int_win_coefficients') }} as whole on whole.kind = 'channel' and own.factor = whole.level
    left join {{ ref('int_fold_coefficients') }} as folds on whole.factor_number = folds.factor_number
    where own.deals > 0
    group by own.channel, whole.coefficient

),

measures as (

    {% for learner in ['markov', 'win_model'] -%}
    {{ evidence_measures(learner) }}
    union all
    {% endfor -%}
    {{ validation_measures() }}
    union all
    {{ channel_measures() }}

),

rules as (

    {% for rule in rules if rule.algorithm == 'markov' or needs_win_model(rule) -%}
    select '{{ rule.name }}' as rule, '{{ 'win_model' if needs_win_model(rule) else 'markov' }}' as learner
    {{ 'union all' if not loop.last }}
    {% else -%}
    select null as rule, null as learner
    where false
    {% endfor %}
)

select
    cast(rules.rule as string) as rule,
    measures.channel,
    measures.diagnostic,
    cast(round(measures.value, 9) as double) as value,
    cast(round(measures.threshold, 9) as double) as threshold,
    coalesce(measures.is_flagged, false) as is_flagged,
    measures.meaning
from measures
inner join rules on measures.learner = rules.learner
