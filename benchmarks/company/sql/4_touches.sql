-- When touches happen: narrow rows, since every month reads them.
create table touch_times as
with numbered as (

    select
        episode_number,
        starts_at,
        ends_at,
        first_touch + unnest(range(episode, touch_count, episode_count)) as touch
    from drawn_episodes

),

timed as (

    select
        episode_number,
        touch,
        cast(case
            -- after the decision
            when unit(drawn(4, touch, 0)) < 0.06
                then least(ends_at + 150 * day() * unit(drawn(4, touch, 1)), history_end())
            else starts_at + (ends_at - starts_at) * power(unit(drawn(4, touch, 1)), 0.7) * 0.999
        end as bigint) as at_time
    from numbered

)

select
    episode_number,
    touch,
    at_time,
    month_of(at_time) as month
from timed;

-- What happens in the touches of a month: of whom, what it looks like. One row per touch.
create macro drawn_touches(which_month) as table
with timed as (

    select
        touch_times.touch,
        touch_times.at_time,
        drawn_episodes.*
    from touch_times
    inner join drawn_episodes using (episode_number)
    where touch_times.month = which_month

),

placed as (

    select
        *,
        -- a few people do most
        account * 256 + cast(floor(people_count * power(unit(drawn(4, touch, 2)), 1.4)) as bigint) as person,
        cast(drawn(4, touch, 3) % 4096 as integer) as slot,
        cast((unit(drawn(4, touch, 4)) < 0.08) as integer) as device,
        quarter_of(at_time) as quarter
    from timed

)

select
    placed.*,
    looks.* exclude (slot, is_inclined, variant),
    at_second(placed.at_time) as touched_at,
    campaigns.campaign_id,
    campaigns.campaign_name,
    campaigns.tag,
    campaigns.theme,
    -- people who have nothing to do with any account
    looks.trace = 'visitor' and unit(drawn(4, placed.touch, 6)) < 0.12 as is_outsider
from placed
inner join look_slots as looks on placed.slot = looks.slot and placed.is_inclined = looks.is_inclined
left join campaigns
    on looks.channel_name = campaigns.channel_name
    and looks.variant = campaigns.variant
    and placed.quarter = campaigns.quarter;

-- What the touch carries of a website: the browser, and of an outsider another one.
create macro touch_visitor(touch, person, device, is_outsider) as
    case
        when is_outsider then visitor_id(1000000000000 + touch // 3)
        else visitor_of(person, device)
    end;

-- Whether the website knows whom it sees: their own browser, and they have said who they are.
create macro is_recognised(touch, trace, device, is_outsider) as
    trace in ('visitor', 'form') and not is_outsider and device = 0
    and unit(drawn(4, touch, 7)) < case trace when 'form' then 0.5 else 0.33 end;
