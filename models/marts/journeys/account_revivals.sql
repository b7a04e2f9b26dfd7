{%- set touches_to_be_warm, days_to_go_cold = 3, 45 -%}

-- Every time that an account we were in touch with went silent: what came last, how long the silence was,
-- and what brought the account back.
with touches as (

    select
        account_id,
        touch_id,
        touched_at,
        channel,
        row_number() over in_order as touch_number,
        lead(touch_id) over in_order as next_touch_id,
        lead(touched_at) over in_order as next_touched_at,
        lead(channel) over in_order as next_channel
    from {{ ref('int_engaged_touches') }}
    window in_order as (partition by account_id order by touched_at, touch_id)

),

silences as (

    select
        touches.*,
        {{ days_between('touches.touched_at', 'coalesce(touches.next_touched_at, as_of.as_of)') }} as days_of_silence
    from touches
    cross join {{ ref('int_as_of') }} as as_of

)

select
    account_id,
    cast(row_number() over (partition by account_id order by touch_number) as bigint) as silence_number,
    touch_number as touches_before,
    touch_id as last_touch_id,
    touched_at as last_touched_at,
    channel as last_channel,
    touched_at + interval '{{ days_to_go_cold }}' day as went_cold_at,
    days_of_silence,
    next_touch_id as reviving_touch_id,
    next_touched_at as revived_at,
    next_channel as reviving_channel
from silences
where touch_number >= {{ touches_to_be_warm }} and days_of_silence >= {{ days_to_go_cold }}
