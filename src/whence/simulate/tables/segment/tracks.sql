with events as (

    select
        'scroll ' || pages.page as key,
        pages.visit,
        pages.happened_at + to_seconds(3 + pages.percent_scrolled // 4) as happened_at,
        'Page Scrolled' as event_text,
        pages.base_url as url,
        pages.title,
        pages.place,
        pages.referrer,
        pages.percent_scrolled
    from pages
    inner join visits using (visit)
    where visits.kind = 0 and pages.percent_scrolled >= 50
    union all by name
    select
        'event ' || visits.visit as key,
        visits.visit,
        visits.happened_at + interval 1 second as happened_at,
        case when visits.touch_type = 'chat' then 'Chat Started' else 'Trial Requested' end as event_text,
        pages.base_url as url,
        pages.title,
        pages.place
    from visits
    inner join pages using (visit)
    where tracks_event(visits.touch_type, visits.content)
    qualify row_number() over (partition by visits.visit order by pages.place desc) = 1

)

select
    'ajs-' || left(md5(events.key), 24) as id,
    visits.anonymous_id,
    case when events.percent_scrolled is null then visits.user_id else identifies.user_id end as user_id,
    replace(lower(events.event_text), ' ', '_') as event,
    events.event_text,
    events.happened_at as timestamp,
    events.happened_at + interval 1 second as received_at,
    events.url as context_page_url,
    events.title || ' | whence' as context_page_title,
    case when events.percent_scrolled is null then events.referrer end as context_page_referrer,
    case when events.place = 0 then nullif(visits.utm_source, '') end as context_campaign_source,
    case when events.place = 0 then nullif(visits.utm_medium, '') end as context_campaign_medium,
    case when events.place = 0 then visits.utm_campaign end as context_campaign_name,
    case when events.place = 0 then visits.utm_term end as context_campaign_term,
    case when events.place = 0 then visits.utm_content end as context_campaign_content,
    events.percent_scrolled
from events
inner join visits using (visit)
asof left join identifies
    on visits.anonymous_id = identifies.anonymous_id and events.happened_at >= identifies.happened_at
order by events.happened_at, events.key
