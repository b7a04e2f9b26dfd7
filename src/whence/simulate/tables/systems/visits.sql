-- Visits as the website's tracker sees them. Who comes to an account from another one brings the
-- browser along; then nothing is forgotten in between.
create temp table visits as
select
    drawn.visit,
    drawn.kind,
    drawn.person,
    everybody.account,
    drawn.happened_at,
    nullif(drawn.touch, -1) as touch,
    drawn.look,
    marks.true_channel,
    looks.touch_type,
    contents.title as content,
    uuid_of('visitor ' || case
        when drawn.device = 1 then drawn.person || ' phone'
        when everybody.person <> everybody.former_person
            or everybody.person in (select former_person from everybody where former_person <> person)
            then cast(everybody.former_person as varchar)
        else drawn.person || ' ' || drawn.cookie
    end) as anonymous_id,
    nullif(drawn.record, -1) as record,
    drawn.identified_at,
    case
        when drawn.record >= 0 then 'u_' || left(md5('user ' || drawn.record), 12)
        when drawn.identified_at is not null then 'u_' || left(md5('staff ' || drawn.person), 12)
    end as user_id,
    drawn.source as utm_source,
    drawn.medium as utm_medium,
    case when drawn.source <> '' then
        case when drawn.visit % 19 = 7 then upper(campaigns.tag) else campaigns.tag end
    end as utm_campaign,
    case
        when drawn.source = '' then null
        when looks.channel = 'brand_search' then 'whence'
        when looks.channel = 'paid_search' then keywords.keyword
    end as utm_term,
    case when drawn.source <> '' and looks.click_id_type = 'li_fat_id'
        then case when drawn.visit % 2 = 0 then 'carousel' else 'video' end
    end as utm_content,
    nullif(looks.referrer, '') as referrer,
    case when drawn.has_click_id then looks.click_id_type end as click_id_type,
    case when drawn.has_click_id
        then case looks.click_id_type when 'gclid' then 'Cj0KCQ' when 'fbclid' then 'IwAR' else '' end
        || left(md5(cast(drawn.touch as varchar)), 24)
    end as click_id,
    drawn.has_group
from drawn_visits as drawn
inner join looks using (look)
inner join look_marks as marks using (look)
inner join everybody using (person)
inner join keywords on drawn.visit % 4 = keywords.keyword_number
left join drawn_touches as touches on drawn.touch = touches.touch
left join contents on touches.content = contents.content
left join our_campaigns as campaigns on drawn.campaign = campaigns.campaign;

create temp table pages as
select
    drawn.page,
    drawn.visit,
    drawn.place,
    drawn.happened_at,
    visits.anonymous_id,
    contents.path as base_url,
    replace(contents.path, 'https://www.whence.example', '') as path,
    contents.title,
    drawn.percent_scrolled,
    contents.path || case when drawn.place = 0 then
        rtrim('?' || concat_ws(
            '&',
            'utm_source=' || replace(nullif(visits.utm_source, ''), ' ', '%20'),
            'utm_medium=' || nullif(visits.utm_medium, ''),
            'utm_campaign=' || visits.utm_campaign,
            'utm_term=' || replace(visits.utm_term, ' ', '+'),
            'utm_content=' || visits.utm_content,
            visits.click_id_type || '=' || visits.click_id
        ), '?')
    else '' end as url,
    case when drawn.place = 0 then visits.referrer
        else lag(contents.path) over (partition by drawn.visit order by drawn.place)
    end as referrer
from drawn_pages as drawn
inner join visits using (visit)
inner join contents on drawn.content = contents.content;

-- from then on the browser tells who it is
create temp table identifies as
select
    visit,
    anonymous_id,
    identified_at as happened_at,
    user_id,
    record,
    person,
    case
        -- links in our mailings carry the user, and mostly the address
        when touch_type = 'email_clicked' and visit % 5 < 2 then null
        when record is null then work_mail
        else email
    end as email
from visits
inner join everybody using (person)
left join (select record, email from records) using (record)
where identified_at is not null;
