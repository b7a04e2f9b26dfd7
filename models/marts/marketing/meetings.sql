{%- set counts = [
    'booked_meeting_count', 'held_meeting_count', 'scheduled_meeting_count', 'paid_meeting_count',
    'website_meeting_count', 'target_account_meeting_count', 'meeting_to_opportunity_count',
] -%}

-- Meetings and demos of every channel: booked, held and to come, against what was planned, and how many led
-- to an opportunity.
with meetings as (

    select * from {{ ref('int_meetings') }}

),

counted as (

    select
        period,
        period_start,
        channel,
        count(*) as booked_meeting_count,
        count(*) filter (where is_held) as held_meeting_count,
        count(*) filter (where not is_held) as scheduled_meeting_count,
        count(*) filter (where origin = 'paid') as paid_meeting_count,
        count(*) filter (where origin = 'website') as website_meeting_count,
        count(*) filter (where is_held and is_target_account) as target_account_meeting_count,
        count(next_deal_id) as meeting_to_opportunity_count
    from {{ by_period('meetings', 'met_at', var('fiscal_year_starts_in')) }} as meetings
    group by period, period_start, channel

),

channels as (

    select distinct channel from meetings

),

-- every channel in every period, so that a trend has no holes
periods as (

    select
        periods.period,
        periods.period_start,
        channels.channel,
        not periods.is_complete and not periods.is_current as is_to_come
    from {{ ref('int_periods') }} as periods
    cross join channels

),

targets as (

    select
        period,
        period_start,
        value
    from {{ ref('int_targets') }}
    where metric = 'meetings' and owner is null

)

select
    periods.period,
    periods.period_start,
    periods.channel,
    {%- for count in counts %}
    coalesce(counted.{{ count }}, 0) as {{ count }},
    {%- endfor %}
    {{ ratio('counted.meeting_to_opportunity_count', 'counted.held_meeting_count') }} as meeting_to_opportunity_rate,
    targets.value as meeting_target,
    {{ ratio('coalesce(counted.held_meeting_count, 0)', 'targets.value') }} as share_of_target
from periods
left join counted
    on
        periods.period = counted.period
        and periods.period_start = counted.period_start
        and periods.channel = counted.channel
left join targets on periods.period = targets.period and periods.period_start = targets.period_start
where not periods.is_to_come or counted.booked_meeting_count > 0
