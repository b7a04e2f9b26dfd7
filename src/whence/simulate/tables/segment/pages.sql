select
    'ajs-' || left(md5('page ' || pages.page), 24) as id,
    pages.anonymous_id,
    identifies.user_id,
    pages.happened_at as timestamp,
    pages.happened_at as original_timestamp,
    pages.happened_at + to_milliseconds(300 + pages.page % 1700)
    + case when pages.page % 211 = 100 then interval 2 day else interval 0 day end as received_at,
    pages.title as name,
    pages.title || ' | whence' as title,
    pages.url,
    pages.path,
    pages.referrer,
    case when pages.place = 0 then nullif(visits.utm_source, '') end as context_campaign_source,
    case when pages.place = 0 then nullif(visits.utm_medium, '') end as context_campaign_medium,
    case when pages.place = 0 then visits.utm_campaign end as context_campaign_name,
    case when pages.place = 0 then visits.utm_term end as context_campaign_term,
    case when pages.place = 0 then visits.utm_content end as context_campaign_content,
    '203.0.113.' || pages.page % 250 as context_ip,
    'analytics.js' as context_library_name
from pages
inner join visits using (visit)
asof left join identifies
    on pages.anonymous_id = identifies.anonymous_id and pages.happened_at >= identifies.happened_at
order by pages.happened_at, pages.page
