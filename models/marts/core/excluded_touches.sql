{{ config(materialized=by_account()) }}

-- Every touch that earns nothing for a goal, and the one reason why.
with touches as (

    select * from {{ of_changed_accounts(ref('int_touches'), 'int_account_versions') }} as touches

),

credited as (

    select distinct
        goal,
        touch_id
    from {{ of_changed_accounts(ref('int_journey_touches'), 'int_account_versions') }} as journey_touches

),

journeys as (

    select
        goal,
        account_id,
        max(converted_at) as last_converted_at
    from {{ of_changed_accounts(ref('int_journeys'), 'int_account_versions') }} as journeys
    where account_id is not null
    group by goal, account_id

)

select
    touches.touch_id,
    goals.goal,
    touches.account_id,
    touches.touched_at,
    touches.touch_type,
    touches.channel,
    case
        when touches.exclusion is not null then touches.exclusion
        when journeys.account_id is null then 'no_conversion'
        when touches.touched_at > journeys.last_converted_at then 'after_conversion'
        {%- if var('journey_scope') != 'account' %}
        when exists (
            select 1
            from {{ ref('int_journeys') }} as candidates
            where
                candidates.goal = goals.goal
                and candidates.account_id = touches.account_id
                and touches.touched_at <= candidates.converted_at
                and touches.touched_at >= coalesce(candidates.starts_at, touches.touched_at)
        ) then 'outside_{{ var("journey_scope") }}'
        {%- endif %}
        else 'outside_window'
    end as reason,
    touches.exclusion_detail as detail
from touches
cross join {{ ref('goals') }} as goals
left join credited on goals.goal = credited.goal and touches.touch_id = credited.touch_id
left join journeys on goals.goal = journeys.goal and touches.account_id = journeys.account_id
where credited.touch_id is null
