{%- set goals = {'lead': 'leads', 'mql': 'mqls', 'meeting': 'meetings', 'opportunity': 'opportunities', 'won': 'deals'} -%}

-- What every channel costs and what it returns, by every rule: of the deals that closed in a period, and of the
-- touches that happened in it, whenever their deals close.
with credits as (

    select
        credits.rule,
        credits.channel,
        credits.converted_at,
        credits.touched_at,
        credits.credited_value,
        case when new_business.deal_id is not null then cast(credits.credit as decimal(18, 12)) end as new_business_credit
    from {{ ref('attribution_credits') }} as credits
    left join {{ ref('new_business') }} as new_business on credits.deal_id = new_business.deal_id
    where credits.goal = 'won'

),

dated as (

    -- the same spend stands beside every goal
    select
        month as day,
        rule,
        channel,
        case when goal = 'won' then cost end as cost,
        case when goal = 'won' then credited_value end as credited_value,
        cast(null as decimal(18, 2)) as realised_value,
        cast(null as decimal(18, 12)) as new_business_credit
        {%- for goal in goals %},
        case when goal = '{{ goal }}' then cast(credited_conversions as decimal(18, 9)) end as {{ goal }}_credit{% endfor %}
    from {{ ref('attribution_by_channel') }}
    union all
    select
        cast(converted_at as date), rule, channel, null, null, null, new_business_credit
        {%- for goal in goals %}, null{% endfor %}
    from credits
    union all
    select
        cast(touched_at as date), rule, channel, null, null, credited_value, null
        {%- for goal in goals %}, null{% endfor %}
    from credits

),

figures as (

    select
        period,
        period_start,
        rule,
        channel,
        cast(sum(cost) as decimal(18, 2)) as cost,
        cast(coalesce(sum(credited_value), 0) as decimal(18, 2)) as credited_value,
        cast(coalesce(sum(realised_value), 0) as decimal(18, 2)) as realised_value,
        round(cast(coalesce(sum(new_business_credit), 0) as double), 6) as credited_new_customers
        {%- for goal, name in goals.items() %},
        round(cast(coalesce(sum({{ goal }}_credit), 0) as double), 6) as credited_{{ name }}{% endfor %}
    from {{ by_period('dated', 'day', var('fiscal_year_starts_in')) }} as dated
    group by period, period_start, rule, channel

)

select
    period,
    period_start,
    rule,
    channel,
    cost,
    credited_value,
    {{ ratio('credited_value', 'cost') }} as simple_return,
    realised_value,
    {{ ratio('realised_value', 'cost') }} as realised_return,
    credited_new_customers,
    {{ ratio('cost', 'credited_new_customers') }} as cost_per_new_customer
    {%- for name in goals.values() %},
    credited_{{ name }},
    {{ ratio('cost', 'credited_' ~ name) }} as cost_per_credited_{{ {'opportunities': 'opportunity'}.get(name, name[:-1]) }}{% endfor %}
from figures
