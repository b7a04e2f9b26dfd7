{%- set stages = ['lead', 'mql'] -%}

-- The leads and MQLs that every channel and campaign began, what they cost, and how many fit.
with people as (

    select
        cast(journeys.converted_at as date) as day,
        journeys.goal,
        coalesce(first_touches.channel, 'Unattributed') as channel,
        first_touches.campaign_id,
        first_touches.campaign_name,
        accounts.is_target_account,
        ideal_customers.is_ideal_customer,
        contacts.mql_at is not null as is_mql,
        cast(null as decimal(18, 2)) as cost
    from {{ ref('int_journeys') }} as journeys
    left join {{ ref('int_journey_touches') }} as first_touches
        on first_touches.is_first_touch and journeys.journey_id = first_touches.journey_id
    left join {{ ref('int_contacts') }} as contacts on journeys.contact_id = contacts.contact_id
    left join {{ ref('int_accounts') }} as accounts on journeys.account_id = accounts.account_id
    left join {{ ref('int_ideal_customers') }} as ideal_customers on journeys.account_id = ideal_customers.account_id
    where journeys.goal in ('lead', 'mql')

),

people_and_spend as (

    select * from people
    union all
    select spend_date, 'spend', channel, campaign_id, campaign_name, null, null, null, cost
    from {{ ref('int_spend') }}

),

figures as (

    select
        period,
        period_start,
        channel,
        {{ campaign_key_of() }} as campaign_key,
        coalesce(max(campaign_name) filter (where goal = 'spend'), max(campaign_name), max(campaign_id)) as campaign_name,
        cast(sum(cost) as decimal(18, 2)) as cost,
        count(*) filter (where goal = 'lead' and is_mql) as lead_to_mql_count
        {%- for stage in stages %},
        count(*) filter (where goal = '{{ stage }}') as {{ stage }}_count,
        count(is_ideal_customer) filter (where goal = '{{ stage }}') as judged_{{ stage }}_count,
        count(*) filter (where goal = '{{ stage }}' and is_ideal_customer) as ideal_{{ stage }}_count,
        count(*) filter (where goal = '{{ stage }}' and is_target_account) as target_{{ stage }}_count{% endfor %}
    from {{ by_period('people_and_spend', 'day', var('fiscal_year_starts_in')) }} as people_and_spend
    group by period, period_start, channel, {{ campaign_key_of() }}

),

plans as (

    select
        period,
        period_start,
        max(value) filter (where metric = 'mqls') as mql_target,
        max(value) filter (where metric = 'budget') as budget
    from {{ ref('int_targets') }}
    where owner is null
    group by period, period_start

)

select
    figures.period,
    figures.period_start,
    figures.channel,
    figures.campaign_key,
    figures.campaign_name,
    {%- for stage in stages %}
    figures.{{ stage }}_count,
    {%- endfor %}
    figures.cost,
    {%- for stage in stages %}
    {{ ratio('figures.cost', 'figures.' ~ stage ~ '_count') }} as cost_per_{{ stage }},
    {%- endfor %}
    figures.lead_to_mql_count,
    {{ ratio('figures.lead_to_mql_count', 'figures.lead_count') }} as lead_to_mql_rate,
    {%- for stage in stages %}
    figures.judged_{{ stage }}_count,
    figures.ideal_{{ stage }}_count,
    {{ ratio('figures.ideal_' ~ stage ~ '_count', 'figures.judged_' ~ stage ~ '_count') }} as ideal_{{ stage }}_share,
    figures.target_{{ stage }}_count,
    {{ ratio('figures.target_' ~ stage ~ '_count', 'figures.' ~ stage ~ '_count') }} as target_{{ stage }}_share,
    {%- endfor %}
    plans.mql_target,
    plans.budget,
    -- cost per MQL times the target, without a division that would round
    case when figures.mql_count > 0 then figures.cost * plans.mql_target <= plans.budget * figures.mql_count end as is_sustainable
from figures
left join plans on figures.period = plans.period and figures.period_start = plans.period_start
