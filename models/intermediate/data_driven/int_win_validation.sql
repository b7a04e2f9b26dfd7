{{ config(materialized=fitted()) }}

-- Whether the win model can tell deals that it has not seen: every deal of the sample is judged by the
-- coefficients that were fitted without its fold.
with design as (

    select * from {{ ref('int_win_design') }}
    where sample_number <= {{ sample_size('folds_sample') }}

),

fold_coefficients as (

    select * from {{ ref('int_fold_coefficients') }}

),

judged as (

    select
        logits.is_won,
        logits.logit,
        least(1 - 1e-15, greatest(1e-15, {{ probability('logits.logit') }})) as chance,
        -- what the deals outside the fold say without any model
        (sum(cast(logits.is_won as integer)) over () - sum(cast(logits.is_won as integer)) over (partition by logits.fold) + 0.5)
        / (count(*) over () - count(*) over (partition by logits.fold) + 1e0) as win_rate
    from ({{ logits('fold_coefficients', is_inside=true) }}) as logits

),

ranked as (

    select
        *,
        rank() over (order by logit) + (count(*) over (partition by logit) - 1) / 2e0 as win_rank
    from judged

)

select
    count(*) as deals,
    (sum(win_rank) filter (where is_won) - count(*) filter (where is_won) * (count(*) filter (where is_won) + 1) / 2e0)
    / nullif(cast(count(*) filter (where is_won) as double) * count(*) filter (where not is_won), 0) as auc,
    {{ exact_sum('case when is_won then -ln(chance) else -ln(1 - chance) end') }} / nullif(count(*), 0) as log_loss,
    {{ exact_sum('case when is_won then -ln(win_rate) else -ln(1 - win_rate) end') }} / nullif(count(*), 0) as log_loss_of_win_rate
from ranked
