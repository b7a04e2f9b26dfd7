-- What speaks against believing the rules that learn: every measure that is flagged, the whole model
-- first, then channels by what is at stake. No row means that nothing was found, not that all is well.
select
    diagnostics.rule,
    diagnostics.channel,
    diagnostics.diagnostic,
    diagnostics.value,
    diagnostics.threshold,
    effects.model_share,
    diagnostics.meaning
from {{ ref('model_diagnostics') }} as diagnostics
left join {{ ref('channel_effects') }} as effects
    on diagnostics.rule = effects.rule and diagnostics.channel = effects.channel
where diagnostics.is_flagged
order by
    diagnostics.rule asc,
    diagnostics.channel is not null asc,
    effects.model_share desc,
    diagnostics.channel asc,
    diagnostics.diagnostic asc
