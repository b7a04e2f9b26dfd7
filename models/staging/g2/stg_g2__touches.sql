{{ config(enabled=is_connected('g2')) }}

-- Pages of the review site G2 that somebody from a known company looked at.
select
    ---------- ids
    'g2:remote_events_streams:' || id as touch_id,
    company_domain,
    company_name,

    ---------- what happened
    'review_site' as touch_type,
    coalesce(tag || ': ' || title, tag, title) as content,
    'g2' as source_system,

    ---------- timestamps
    happened_at as touched_at
from ({{ g2_events() }})
where coalesce(company_domain, company_name) is not null
