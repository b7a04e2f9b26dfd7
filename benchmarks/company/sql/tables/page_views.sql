-- The pages of web sessions, which are touches already, and of one session in fifty that is no touch yet.
select
    printf('p%015x', drawn(5, page_view, 0) % 1152921504606846976) || printf('-%09x', page_view) as page_view_id,
    at_second(at_time + place * (5 + cast(140 * unit(drawn(5, page_view, 1)) as bigint))) as viewed_at,
    anonymous_id,
    printf('s-%09x', session) as session_id,
    case
        when place > 0 then 'https://www.whence.example' || at_place(pages(), drawn(5, page_view, 2))
        else coalesce(path, 'https://www.whence.example/') || coalesce(
            '?utm_source=' || utm_source || '&utm_medium=' || utm_medium || coalesce('&utm_campaign=' || tag, ''), ''
        )
    end as url,
    case when place > 0 then null else referrer end as referrer,
    5 * (1 + cast(drawn(5, page_view, 3) % 20 as bigint)) as percent_scrolled
from (
    select
        *,
        session * 8 + place as page_view
    from (
        select
            touch as session,
            at_time,
            touch_visitor(touch, person, device, is_outsider) as anonymous_id,
            path,
            utm_source,
            utm_medium,
            tag,
            referrer,
            unnest(range(1 + cast(least(6, floor(-0.85 * ln(1 - unit(drawn(4, touch, 19))))) as bigint))) as place
        from drawn_touches($month)
        where touch_type = 'web_session'
        union all
        select
            getvariable('touches') + visit as session,
            history_start() + 30 * day() * $month
            + cast(29 * day() * unit(drawn(5, visit, 4)) as bigint) as at_time,
            visitor_of(one_of(getvariable('accounts'), drawn(5, visit, 5)) * 256, 0) as anonymous_id,
            'https://www.whence.example/pricing' as path,
            null as utm_source,
            null as utm_medium,
            null as tag,
            'https://www.google.com/' as referrer,
            unnest(range(2)) as place
        from range($month, getvariable('touches') * 7 // 1000, 24) as visits (visit)
    )
)
