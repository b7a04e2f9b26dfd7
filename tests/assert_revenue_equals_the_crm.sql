-- Credited plus unattributed value equals the CRM's money, per goal and rule, to the cent. The
-- CRM's side is summed from the deals themselves, not from anything a rule has touched.
with crm as (

    select
        goals.goal,
        sum(deals.amount) as value,
        count(*) as conversions
    from {{ ref('int_deals') }} as deals
    inner join {{ ref('goals') }} as goals
        on
            coalesce(goals.deal_type, deals.deal_type, '') = coalesce(deals.deal_type, '')
            and case goals.event
                when 'deal_created' then true
                when 'deal_won' then deals.outcome = 'won'
                when 'deal_lost' then deals.outcome = 'lost'
                else false
            end
    group by goals.goal

),

credited as (

    select
        goal,
        rule,
        sum(credited_value) as value,
        sum(credited_conversions) as conversions
    from {{ ref('attribution_by_channel') }}
    group by goal, rule

)

select
    crm.goal,
    rules.rule,
    crm.value as crm_value,
    credited.value as credited_value,
    crm.conversions as crm_conversions,
    credited.conversions as credited_conversions
from crm
inner join {{ ref('int_goals_and_rules') }} as rules on crm.goal = rules.goal
left join credited on rules.goal = credited.goal and rules.rule = credited.rule
where
    credited.value is distinct from crm.value
    or coalesce(abs(credited.conversions - crm.conversions) > 1e-6 * crm.conversions, true)
