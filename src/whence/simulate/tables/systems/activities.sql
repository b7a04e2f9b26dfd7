-- Every touch with what the systems' tables need of it.
create temp table all_touches as
select
    drawn.touch,
    drawn.touched_at,
    drawn.person,
    everybody.account,
    looks.channel,
    looks.touch_type,
    looks.team,
    looks.direction,
    marks.true_channel,
    marks.is_form,
    drawn.campaign,
    contents.title as content,
    contents.path as content_path,
    logs.place,
    logs.is_stale,
    logs.is_synced,
    logs.minutes,
    deals.deal,
    deals.created_at as deal_created_at,
    accounts.developer,
    accounts.seller
from drawn_touches as drawn
inner join looks using (look)
inner join look_marks as marks using (look)
inner join touch_logs as logs using (touch)
inner join everybody using (person)
inner join known_accounts as accounts on everybody.account = accounts.account
left join contents on drawn.content = contents.content
left join drawn_deals as deals using (episode);

-- What sales writes down in the CRM: e-mails, calls, meetings. `attempt`: a call nobody answered,
-- or a task that nobody has done, on the way to the touch.
create temp table sales_activities as
select
    row_number() over (order by happened_at, touch, attempt) as number,
    found.*
from (
    select
        all_touches.*,
        all_touches.touched_at as happened_at,
        cast(null as bigint) as attempt,
        true as is_done
    from all_touches
    where touch_type in ('email_sent', 'email_replied') and team = 'sales_development'
        or (touch_type in ('call', 'meeting', 'demo') and place < 2)
    union all
    select
        all_touches.*,
        attempts.happened_at,
        attempts.attempt,
        attempts.is_done
    from drawn_attempts as attempts
    inner join all_touches using (touch)
) as found;

-- What the call recorder has heard: some of it is in the CRM, too.
create temp table recordings as
select
    row_number() over (order by touched_at, touch) as number,
    all_touches.*
from all_touches
where touch_type in ('call', 'meeting', 'demo') and place > 0;

-- Members of campaigns: who came or answered; else who was asked. One row per person and campaign.
create temp table campaign_members as
select
    row_number() over (order by campaign, person) as number,
    members.*
from (
    select
        campaign,
        person,
        arg_min(touch, (priority, happened_at, touch)) as touch,
        min(happened_at) filter (where priority = best) as happened_at,
        best as priority,
        bool_or(is_registered) as is_registered
    from (
        select *, min(priority) over (partition by campaign, person) as best
        from (
            select campaign, person, touch, touched_at as happened_at, 0 as priority, true as is_registered
            from all_touches
            where campaign >= 0
                and (touch_type in ('webinar', 'event', 'campaign_response') or channel = 'syndication')
            union all
            -- the same answers are forms on the website
            select campaign, person, touch, touched_at, 1, true
            from all_touches
            inner join our_campaigns using (campaign)
            inner join programs using (program)
            where is_form and is_synced and programs.is_weekly and touch_type <> 'email_clicked'
            union all
            select campaign, person, null, happened_at, 2, is_registered
            from drawn_invitations
        )
    )
    where priority = best
    group by campaign, person, best
) as members;
