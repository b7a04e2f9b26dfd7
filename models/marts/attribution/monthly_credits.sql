{%- set rules = var('rules') | map(attribute='name') | list -%}

-- Credits summed per month of the conversion: one pass over the wide table, so that the marts by
-- channel, campaign, content and team only add up.
with monthly as (

    select
        goal,
        cast(date_trunc('month', converted_at) as date) as month,
        channel,
        coalesce(campaign_id, campaign_name) as campaign_id,
        min(campaign_name) as campaign_name,
        content,
        team
        {%- for rule in rules %},
        sum(cast(credit_{{ rule }} as decimal(18, 12))) as conversions_{{ rule }},
        sum(value_{{ rule }}) as value_{{ rule }}{% endfor %}
    from {{ ref('touch_credits') }}
    group by goal, date_trunc('month', converted_at), channel, coalesce(campaign_id, campaign_name), content, team

)

{% for rule in rules %}
select
    goal,
    '{{ rule }}' as rule,
    month,
    channel,
    campaign_id,
    campaign_name,
    content,
    team,
    cast(conversions_{{ rule }} as decimal(38, 12)) as credited_conversions,
    cast(value_{{ rule }} as decimal(18, 2)) as credited_value
from monthly
{{ 'union all' if not loop.last }}
{% endfor %}
