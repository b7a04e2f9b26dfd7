-- What a rule found is shared out among the channels, whole, wherever it found anything.
select
    rule,
    sum(model_share) as model_share
from {{ ref('channel_effects') }}
group by rule
having abs(sum(model_share) - 1) > 1e-9
