-- What the mailer knows: letters that were sent, opened and clicked, and forms. Each of it belongs to
-- the record whose address it was.
create temp table records_of_touches as
select
    touches.touch,
    coalesce(duplicates.record, main.record) as record
from drawn_touches as touches
inner join main_records as main using (person)
left join records as duplicates on touches.touch = duplicates.touch;

create temp table letters as
select
    row_number() over (order by touched_at, touch) as number,
    touch,
    record,
    person,
    touched_at as happened_at,
    touch_type,
    campaign,
    content,
    content_path
from all_touches
inner join records_of_touches using (touch)
where channel in ('newsletter', 'newsletter_open', 'newsletter_click');

create temp table forms as
select
    row_number() over (order by happened_at, touch, visit) as number,
    found.*
from (
    select
        touches.touch,
        visits.visit,
        keys.record,
        touches.person,
        touches.account,
        touches.touched_at as happened_at,
        touches.touch_type,
        touches.true_channel,
        touches.campaign,
        touches.content,
        nullif(touches.content_path, '') as page_url
    from all_touches as touches
    inner join records_of_touches as keys using (touch)
    left join visits using (touch)
    where
        touches.touch_type in ('form_submission', 'content_download', 'self_reported')
        and touches.channel <> 'syndication'
        and not tracks_event(touches.touch_type, touches.content)
    union all by name
    select
        visit,
        record,
        person,
        happened_at,
        'form_submission' as touch_type,
        true_channel,
        -1 as campaign,
        case person % 2 when 0 then 'Demo request' else 'Contact us' end as content,
        'https://www.whence.example' || case person % 2 when 0 then '/demo' else '/contact' end as page_url
    from visits
    where touch is null and record is not null
) as found;
