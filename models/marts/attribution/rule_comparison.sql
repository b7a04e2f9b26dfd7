-- The same revenue by every rule, side by side, with what people declared beside it.
with credited as (

    {{ credits_by(var('rules'), ['channel']) }}

),

shares as (

    select
        goal,
        channel,
        rule,
        false as is_declared,
        credited_conversions,
        credited_value
    from credited
    union all
    select
        goal,
        channel,
        declared_by,
        true,
        count(*),
        sum(credited_value)
    from {{ ref('declared_sources') }}
    group by goal, channel, declared_by

)

select
    goal,
    channel,
    rule,
    is_declared,
    cast(credited_conversions as double) as credited_conversions,
    cast(credited_value as decimal(18, 2)) as credited_value,
    {{ ratio('credited_conversions', 'sum(credited_conversions) over rule_total') }} as conversions_share,
    {{ ratio('credited_value', 'sum(credited_value) over rule_total') }} as value_share,
    cast(rank() over (
        partition by goal, rule order by credited_value desc, credited_conversions desc
    ) as bigint) as channel_rank
from shares
window rule_total as (partition by goal, rule)
