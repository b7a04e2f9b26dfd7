-- What is the return of a campaign? Every campaign with a cost: what it returned by three rules that disagree, so that a
-- verdict which hangs on the rule shows itself. Too young: spent on within the days that a won journey usually takes. Name one: dbt show --select ... --vars '{campaign: Webinar}' (any part of it).
{%- set campaign = var('campaign', none) %}
with as_of as (

    select max(touched_at) as latest_touch
    from {{ ref('touches') }}

),

won_journeys as (

    select
        max(days_median) as usual_days,
        max(as_of.latest_touch) as latest_touch
    from {{ ref('journey_lengths') }}
    cross join as_of
    where goal = 'won' and segment = 'all' and transition = 'first touch to conversion'

),

last_costs as (

    select
        {{ campaign_key_of() }} as campaign_key,
        max(spend_date) as last_spent_on
    from {{ ref('spend') }}
    group by {{ campaign_key_of() }}

),

credited as (

    select
        campaign_key,
        coalesce(min(campaign_name), min(campaign_id)) as campaign_name,
        max(channel) as channel,
        sum(cost) filter (where rule = 'first_touch') as cost,
        sum(credited_value) filter (where rule = 'first_touch') as by_first_touch,
        sum(credited_value) filter (where rule = 'w_shaped') as by_w_shaped,
        sum(credited_value) filter (where rule = 'last_touch') as by_last_touch
    from {{ ref('attribution_by_campaign') }}
    where goal = 'won'
    group by campaign_key

)

select
    campaign_name,
    channel,
    cost,
    by_first_touch,
    by_w_shaped,
    by_last_touch,
    {{ ratio('by_first_touch', 'cost') }} as return_by_first_touch,
    {{ ratio('by_w_shaped', 'cost') }} as return_by_w_shaped,
    {{ ratio('by_last_touch', 'cost') }} as return_by_last_touch,
    case
        when least(by_first_touch, by_w_shaped, by_last_touch) >= cost then 'pays by every rule'
        when {{ days_between('cast(last_costs.last_spent_on as timestamp)', 'won_journeys.latest_touch') }} < won_journeys.usual_days then 'too young to tell'
        when greatest(by_first_touch, by_w_shaped, by_last_touch) < cost then 'pays by no rule'
        else 'depends on the rule'
    end as verdict
from credited
cross join won_journeys
left join last_costs on credited.campaign_key = last_costs.campaign_key
where cost > 0
{%- if campaign %} and lower(campaign_name) like '%{{ campaign | lower }}%'{% endif %}
order by cost desc, campaign_name asc
