{%- set first_rule = var('rules')[0].name -%}

-- UTM parameters that no channel rule knows, with what stands behind them: the won value is what the first
-- configured rule credits to these touches.
with won as (

    select
        touch_id,
        sum(value_{{ first_rule }}) as won_value
    from {{ ref('touch_credits') }}
    where goal = 'won'
    group by touch_id

)

select
    utms.utm_source,
    utms.utm_medium,
    utms.utm_campaign,
    count(*) as touch_count,
    count(distinct touches.contact_id) as contact_count,
    cast(coalesce(sum(won.won_value), 0) as decimal(18, 2)) as won_value,
    min(touches.touched_at) as first_touched_at,
    max(touches.touched_at) as last_touched_at
from {{ ref('int_unknown_utms') }} as utms
inner join {{ ref('touches') }} as touches on utms.touch_id = touches.touch_id
left join won on utms.touch_id = won.touch_id
group by utms.utm_source, utms.utm_medium, utms.utm_campaign
