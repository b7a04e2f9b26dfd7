{%- set excludable = ['account_id', 'campaign_id', 'channel', 'company_domain', 'contact_id', 'email_domain', 'owner', 'touch_type'] -%}

-- Every accepted touch with the team that made it and whether it can earn credit at all.
with touches as (

    select * from {{ ref('int_resolved_touches') }}

),

-- the first team rule that fits; an empty field of a rule fits anything
teams as (

    select
        combinations.touch_type,
        combinations.channel,
        combinations.direction,
        team_rules.team
    from (select distinct touch_type, channel, coalesce(direction, '') as direction from touches) as combinations
    inner join {{ ref('team_rules') }} as team_rules
        on
            coalesce(team_rules.touch_type, combinations.touch_type) = combinations.touch_type
            and coalesce(team_rules.channel, combinations.channel) = combinations.channel
            and coalesce(team_rules.direction, combinations.direction) = combinations.direction
    qualify
        row_number() over (
            partition by combinations.touch_type, combinations.channel, combinations.direction
            order by team_rules.priority
        ) = 1

),

excluded as (

    {% for field in excludable %}
    select touches.touch_id, exclusions.reason, 0 as is_repeated
    from touches
    inner join {{ ref('exclusions') }} as exclusions
        on exclusions.field = '{{ field }}' and lower(exclusions.value) = lower(touches.{{ field }})
    union all
    {% endfor -%}
    select touch_id, reason, 1 from {{ ref('int_repeated_touches') }}

),

exclusion_reasons as (

    select
        touch_id,
        min(reason) as reason,
        max(is_repeated) as is_repeated
    from excluded
    group by touch_id

)

select
    touches.touch_id,
    touches.touched_at,
    touches.is_date_only,
    touches.touch_type,
    touches.raw_touch_type,
    touches.account_id,
    touches.match_method,
    coalesce(logged_people.contact_id, touches.contact_id) as contact_id,
    case when logged_people.contact_id is null then touches.buying_role else logged_people.buying_role end as buying_role,
    touches.deal_id,
    touches.channel,
    lower(touches.channel) = 'direct' as is_direct,
    touches.campaign_id,
    touches.campaign_name,
    touches.content,
    touches.owner,
    coalesce(touches.team, teams.team, touch_types.default_team) as team,
    touches.direction,
    touches.landing_page,
    touches.click_id,
    touches.click_id_type,
    touches.anonymous_id,
    touch_types.is_exposure,
    touch_types.is_conversion as is_conversion_touch,
    touch_types.is_meeting,
    cast(touch_types.engagement_points as decimal(9, 3)) as engagement_points,
    case
        when touches.account_id is null then 'unmatched_account'
        when exclusion_reasons.reason is not null then 'excluded'
        when not touches.is_consented then 'no_consent'
        when touch_types.is_exposure and not {{ var('credit_exposures') }} then 'exposure'
    end as exclusion,
    exclusion_reasons.reason as exclusion_detail,
    coalesce(exclusion_reasons.is_repeated, 0) = 1 as is_repeated,
    touches.source_system
from touches
inner join {{ ref('touch_types') }} as touch_types on touches.touch_type = touch_types.touch_type
left join teams
    on
        touches.touch_type = teams.touch_type
        and touches.channel = teams.channel
        and coalesce(touches.direction, '') = teams.direction
left join {{ ref('int_conversation_people') }} as logged_people on touches.touch_id = logged_people.touch_id
left join exclusion_reasons on touches.touch_id = exclusion_reasons.touch_id
