select
    visits.anonymous_id,
    min(pages.happened_at) as started_at,
    max(pages.happened_at) as ended_at,
    visits.kind as visitor_kind,
    person_key(visits.person) as person_id,
    account_key(visits.account) as account_id,
    visits.true_channel as channel,
    true_touch(visits.touch) as true_touch_id,
    knowledge.known_by is not null as is_knowable,
    knowledge.known_by
from (
    select * replace (['market', 'outsider', 'staff'][kind + 1] as kind)
    from visits
) as visits
inner join pages using (visit)
inner join visit_knowledge as knowledge using (visit)
group by
    visits.visit,
    visits.anonymous_id,
    visits.kind,
    visits.person,
    visits.account,
    visits.true_channel,
    visits.touch,
    knowledge.known_by
order by started_at, visits.visit
