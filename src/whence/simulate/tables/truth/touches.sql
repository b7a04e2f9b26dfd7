with found as (

    select
        source_system,
        table_name,
        row_id,
        happened_at,
        person,
        everybody.account,
        touch,
        channel,
        known_by
    from raw_touches
    inner join everybody using (person)
    union all
    select
        'segment',
        'tracks',
        'ajs-' || left(md5('event ' || visits.visit), 24),
        visits.happened_at,
        visits.person,
        visits.account,
        visits.touch,
        visits.true_channel,
        knowledge.known_by
    from visits
    inner join visit_knowledge as knowledge using (visit)
    where tracks_event(visits.touch_type, visits.content)
    union all
    select
        'gong',
        'call',
        calls.id,
        calls.happened_at,
        touches.person,
        calls.account,
        calls.touch,
        touches.true_channel,
        knowledge.known_by
    from recorded_calls as calls
    inner join recording_knowledge as knowledge using (id)
    inner join all_touches as touches using (touch)
    union all
    select
        'g2',
        'remote_events_streams',
        'ev-' || printf('%07d', reviews.number),
        reviews.happened_at,
        null,
        reviews.account,
        reviews.touch,
        case reviews.touch_type when 'intent_signal' then 'Intent' else 'Review Site' end,
        case when accounts.is_domain_own then 'company_domain' end
    from reviews
    inner join known_accounts as accounts using (account)

)

select
    source_system || ':' || table_name || ':' || row_id as touch_id,
    source_system,
    table_name,
    row_id,
    happened_at as touched_at,
    person_key(person) as person_id,
    account_key(account) as account_id,
    channel,
    true_touch(touch) as true_touch_id,
    account is not null and known_by is not null as is_knowable,
    case when account is not null then known_by end as known_by
from found
order by source_system, table_name, row_id
