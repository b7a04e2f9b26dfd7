with credited as (

    {{ credits_by(var('rules'), ['month', 'channel']) }}

),

spend as (

    select
        cast(date_trunc('month', spend_date) as date) as month,
        channel,
        sum(cost) as cost
    from {{ ref('int_spend') }}
    group by date_trunc('month', spend_date), channel

),

spend_per_rule as (

    select
        goals_and_rules.goal,
        goals_and_rules.rule,
        spend.month,
        spend.channel,
        spend.cost
    from spend
    cross join {{ ref('int_goals_and_rules') }} as goals_and_rules

)

-- credit without spend and spend without credit both keep their row
select
    coalesce(credited.goal, spend_per_rule.goal) as goal,
    coalesce(credited.rule, spend_per_rule.rule) as rule,
    coalesce(credited.month, spend_per_rule.month) as month,
    coalesce(credited.channel, spend_per_rule.channel) as channel,
    {{ credit_and_return('credited', 'spend_per_rule') }}
from credited
full outer join spend_per_rule
    on
        credited.goal = spend_per_rule.goal
        and credited.rule = spend_per_rule.rule
        and credited.month = spend_per_rule.month
        and credited.channel = spend_per_rule.channel
