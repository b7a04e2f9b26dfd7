-- The pipeline that meetings held and scheduled promise: as many opportunities per meeting as ever before, of
-- the average value, the median number of days after the meeting.
with meetings as (

    select * from {{ ref('int_meetings') }}

),

history as (

    select
        count(*) filter (where is_held) as past_meeting_count,
        count(next_deal_id) as meeting_to_opportunity_count,
        percentile_cont(0.5) within group (order by days_to_next_deal) as median_days_to_opportunity
    from meetings

),

next_deals as (

    select distinct
        next_deal_id,
        next_deal_amount
    from meetings
    where next_deal_id is not null

),

opportunities as (

    select
        count(*) as past_opportunity_count,
        cast(coalesce(sum(next_deal_amount), 0) as decimal(18, 2)) as past_pipeline
    from next_deals

),

expected as (

    select met_at + cast(round(history.median_days_to_opportunity) as integer) * interval '1' day as expected_at
    from meetings
    cross join history

),

counted as (

    select
        period,
        period_start,
        count(*) as meeting_count
    from {{ by_period('expected', 'expected_at', var('fiscal_year_starts_in')) }} as expected
    group by period, period_start

)

select
    periods.period,
    periods.period_start,
    coalesce(counted.meeting_count, 0) as meeting_count,
    history.past_meeting_count,
    history.meeting_to_opportunity_count,
    {{ ratio('history.meeting_to_opportunity_count', 'history.past_meeting_count') }} as meeting_to_opportunity_rate,
    opportunities.past_opportunity_count,
    -- several meetings may lead to one opportunity, which is to count once
    {{ ratio('history.meeting_to_opportunity_count', 'opportunities.past_opportunity_count') }} as meetings_per_opportunity,
    opportunities.past_pipeline,
    {{ ratio('opportunities.past_pipeline', 'opportunities.past_opportunity_count') }} as average_deal_value,
    history.median_days_to_opportunity,
    {{ ratio('coalesce(counted.meeting_count, 0) * opportunities.past_opportunity_count', 'history.past_meeting_count') }}
        as expected_opportunity_count,
    -- in whole cents: engines cast halves of a cent each in their own way
    cast(
        floor(
            cast(coalesce(counted.meeting_count, 0) * opportunities.past_pipeline * 100 as double)
            / nullif(history.past_meeting_count, 0) + 0.5
        ) / 100 as decimal(18, 2)
    ) as expected_pipeline
from {{ ref('int_periods') }} as periods
cross join history
cross join opportunities
left join counted on periods.period = counted.period and periods.period_start = counted.period_start
where not periods.is_complete
