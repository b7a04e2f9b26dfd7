select
    goal,
    rule,
    month,
    channel,
    content,
    cast(sum(credited_conversions) as double) as credited_conversions,
    cast(sum(credited_value) as decimal(18, 2)) as credited_value
from {{ ref('monthly_credits') }}
group by goal, rule, month, channel, content
