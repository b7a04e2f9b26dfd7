{%- set days_to_fade, days_to_stay_reheated, touches_to_be_known = 90, 45, 3 -%}

-- How warm every account is against all others, and whether it has gone cold or come back.
with touches as (

    select
        touches.account_id,
        touches.touched_at,
        cast(
            touches.engagement_points
            * greatest(0, 1 - {{ days_between('touches.touched_at', 'as_of.as_of') }} / {{ days_to_fade }})
            as decimal(18, 6)
        ) as fading_points
    from {{ ref('int_engaged_touches') }} as touches
    cross join {{ ref('int_as_of') }} as as_of

),

warmth as (

    select
        account_id,
        count(*) as touch_count,
        max(touched_at) as last_touched_at,
        sum(fading_points) as points_left
    from touches
    group by account_id

),

last_silences as (

    select *
    from {{ ref('account_revivals') }}
    qualify row_number() over (partition by account_id order by silence_number desc) = 1

),

accounts as (

    select
        accounts.account_id,
        accounts.account_name,
        accounts.segment,
        accounts.is_target_account,
        coalesce(warmth.touch_count, 0) as touch_count,
        warmth.last_touched_at,
        {{ days_between('warmth.last_touched_at', 'as_of.as_of') }} as days_since_last_touch,
        coalesce(warmth.points_left, 0) as points_left,
        last_silences.went_cold_at,
        last_silences.reviving_touch_id,
        last_silences.revived_at,
        last_silences.reviving_channel,
        {{ days_between('last_silences.revived_at', 'as_of.as_of') }} as days_since_revival
    from {{ ref('int_accounts') }} as accounts
    cross join {{ ref('int_as_of') }} as as_of
    left join warmth on accounts.account_id = warmth.account_id
    left join last_silences on accounts.account_id = last_silences.account_id

)

select
    account_id,
    account_name,
    segment,
    is_target_account,
    touch_count,
    last_touched_at,
    days_since_last_touch,
    cast(points_left as double) as fading_points,
    case
        when points_left = 0 then 0e0
        else round(100e0 * cume_dist() over (order by points_left), 6)
    end as engagement_score,
    case
        when went_cold_at is not null and revived_at is null then 'cold'
        when days_since_revival < {{ days_to_stay_reheated }} then 'reheated'
        when touch_count >= {{ touches_to_be_known }} then 'active'
        else 'new'
    end as engagement_state,
    went_cold_at,
    reviving_touch_id,
    revived_at,
    reviving_channel
from accounts
