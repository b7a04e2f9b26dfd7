with credited as (

    {{ credits_by(var('rules'), ['month', 'channel', 'campaign_key'], named=['campaign_id', 'campaign_name']) }}

),

spend as (

    select * from {{ ref('int_spend_per_rule') }}

)

-- credit without spend and spend without credit both keep their row; a platform's campaign and the UTM that it is
-- called by in links meet by the letters of their name
select
    coalesce(credited.goal, spend.goal) as goal,
    coalesce(credited.rule, spend.rule) as rule,
    coalesce(credited.month, spend.month) as month,
    coalesce(credited.channel, spend.channel) as channel,
    coalesce(credited.campaign_key, spend.campaign_key) as campaign_key,
    coalesce(spend.campaign_id, credited.campaign_id) as campaign_id,
    coalesce(spend.campaign_name, credited.campaign_name) as campaign_name,
    {{ credit_and_return('credited', 'spend') }}
from credited
full outer join spend
    on
        credited.goal = spend.goal
        and credited.rule = spend.rule
        and credited.month = spend.month
        and credited.channel = spend.channel
        and coalesce(credited.campaign_key, '') = coalesce(spend.campaign_key, '')
