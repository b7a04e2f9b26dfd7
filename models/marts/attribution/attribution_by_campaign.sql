with credited as (

    {{ credits_by(var('rules'), ['month', 'channel', 'campaign'], named=['campaign_name']) }}

),

spend as (

    select * from {{ ref('int_spend_per_rule') }}

)

-- credit without spend and spend without credit both keep their row
select
    coalesce(credited.goal, spend.goal) as goal,
    coalesce(credited.rule, spend.rule) as rule,
    coalesce(credited.month, spend.month) as month,
    coalesce(credited.channel, spend.channel) as channel,
    coalesce(credited.campaign, spend.campaign_id) as campaign_id,
    coalesce(spend.campaign_name, credited.campaign_name) as campaign_name,
    {{ credit_and_return('credited', 'spend') }}
from credited
full outer join spend
    on
        credited.goal = spend.goal
        and credited.rule = spend.rule
        and credited.month = spend.month
        and credited.channel = spend.channel
        and coalesce(credited.campaign, '') = coalesce(spend.campaign_id, '')
