{{ config(materialized=fitted()) }}

-- What each channel adds to the chance of winning over all closed deals, by the win model: the sum of
-- its Shapley values, and the sum of what its touches add, each taken away alone.
with chances as (

    select
        channels.channel,
        channels.touch_count,
        chances.logit,
        coefficients.coefficient,
        greatest(0, coefficients.coefficient) * ln(1 + channels.touch_count) as gain,
        sum({{ as_units('greatest(0, coefficients.coefficient) * ln(1 + channels.touch_count)') }})
            over (partition by channels.journey_id) as journey_gain_units
    from {{ ref('int_journey_channels') }} as channels
    inner join {{ ref('int_win_chances') }} as chances on channels.journey_id = chances.journey_id
    inner join {{ ref('int_channel_factors') }} as own on channels.channel = own.channel
    inner join {{ ref('int_win_coefficients') }} as coefficients on coefficients.kind = 'channel' and own.factor = coefficients.level
    where chances.is_won is not null

)

select
    channel,
    {{ exact_sum('(' ~ probability('logit') ~ ' - ' ~ probability('logit - journey_gain_units / 1e15') ~ ') * coalesce(gain / nullif(journey_gain_units / 1e15, 0), 0)') }}
        as shapley_gain,
    {{ exact_sum('touch_count * greatest(0, ' ~ probability('logit') ~ ' - ' ~ probability('logit - coefficient * (ln(1 + touch_count) - ln(touch_count))') ~ ')') }}
        as removal_gain
from chances
group by channel
