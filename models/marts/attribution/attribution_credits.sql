{{ config(materialized='view') }}

-- The credits in long form, one branch per rule with the rule's name as a literal, so that a
-- question about one rule reads one column.
{#- A DuckDB file is copied, renamed and attached under other names: the view must not know its own. -#}
{%- set touch_credits = ref('touch_credits').include(database=false) if target.type == 'duckdb' else ref('touch_credits') %}
{% for rule in var('rules') %}
select
    goal,
    '{{ rule.name }}' as rule,
    journey_id,
    deal_id,
    account_id,
    contact_id,
    touch_id,
    touched_at,
    converted_at,
    channel,
    campaign_id,
    campaign_name,
    content,
    team,
    touch_type,
    touch_roles,
    credit_{{ rule.name }} as credit,
    value_{{ rule.name }} as credited_value,
    is_fallback_{{ rule.name }} as is_fallback,
    {{ chance_of(rule, 'p_win') }} as p_win,
    {{ chance_of(rule, 'p_without_touch') }} as p_without_touch,
    {{ chance_of(rule, 'baseline_share') }} as baseline_share
from {{ touch_credits }}
{{ 'union all' if not loop.last }}
{% endfor %}
