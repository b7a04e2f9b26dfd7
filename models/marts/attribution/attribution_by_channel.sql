with credited as (

    {{ credits_by(var('rules'), ['month', 'channel']) }}

),

spend as (

    select
        goal,
        rule,
        month,
        channel,
        sum(cost) as cost
    from {{ ref('int_spend_per_rule') }}
    group by goal, rule, month, channel

)

-- credit without spend and spend without credit both keep their row
select
    coalesce(credited.goal, spend.goal) as goal,
    coalesce(credited.rule, spend.rule) as rule,
    coalesce(credited.month, spend.month) as month,
    coalesce(credited.channel, spend.channel) as channel,
    {{ credit_and_return('credited', 'spend') }}
from credited
full outer join spend
    on
        credited.goal = spend.goal
        and credited.rule = spend.rule
        and credited.month = spend.month
        and credited.channel = spend.channel
